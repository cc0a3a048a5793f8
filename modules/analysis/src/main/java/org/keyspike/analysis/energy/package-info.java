/**
 * What spikes save, told honestly (arXiv 2409.08290): a network beside itself without
 * zero-skipping, a trained quantized network of its shape, one of 4-bit activations and equal
 * bytes, and a DS-CNN.
 *
 * <p>Data flow: the image of a run and its test clips make a {@link
 * org.keyspike.analysis.energy.MeasuredNetwork}, the run of a DS-CNN a {@link
 * org.keyspike.analysis.energy.MeasuredDsCnn}; each gives an {@link
 * org.keyspike.analysis.energy.EnergyRow}, the mean over runs of one kind; {@link
 * org.keyspike.analysis.energy.EnergyStudy} makes table, findings and plot of the rows. They travel
 * as {@link org.keyspike.analysis.energy.RivalsFile} beside a published network, with the run, the
 * seed, the data and the file that each figure is from. What nobody measured is left out, and the
 * table says so.
 *
 * <h2>The DS-CNN's work</h2>
 *
 * <pre>
 * at once    = max(1, ⌊lanes / channels⌋) places,  ⌈channels / lanes⌉ groups of channels
 * cycles     = Σ layers ⌈places / at once⌉ · groups · (fan-in + 1)
 * weights    = Σ ⌈places / at once⌉ · channels · fan-in · 8 bits read
 * parameters = Σ ⌈places / at once⌉ · channels · 72 bits read: bias and multiplier of 32, shift of 8
 * values     = Σ (places · fan-in · groups, depthwise places · fan-in · channels) · 8 bits read, outputs · 8 written
 * memories   = all weights and all parameters; the coefficients and the largest input and output together
 * </pre>
 *
 * <p>It answers once a clip, as it is scored; nothing is skipped.
 */
package org.keyspike.analysis.energy;
