/**
 * What a trained network does inside: the command analyse.
 *
 * <p>Data flow: a {@link org.keyspike.analysis.AnalysisInput} (network, data, engine) → the linear
 * probe, the bands, the activity and the rasters, each of which writes its tables and plots into
 * the analysis folder → {@link org.keyspike.analysis.AnalysisFindings}, also written as {@code
 * analysis.json}. What does not apply to a network is left out and the reason given in {@code
 * skipped}. The test part is never read.
 *
 * <h2>Analysis folder</h2>
 *
 * <table>
 * <caption>Files</caption>
 * <tr><th>name</th><th>content</th></tr>
 * <tr><td>analysis.json</td><td>{@link org.keyspike.analysis.AnalysisFindings}</td></tr>
 * <tr><td>probe.csv, probe.png</td><td>one row an encoder: {@code encoder}, {@code inputs} of the
 * probe, {@code penalty} chosen, {@code training} and {@code validation} accuracy, the {@code
 * lower} and {@code upper} end of the latter's interval</td></tr>
 * <tr><td>bands.csv</td><td>one row a band, over the training part: {@code band} (0 the lowest),
 * rates of its channels {@code coarse+}, {@code coarse-}, {@code fine+}, {@code fine-}, {@code
 * activity} (their mean), {@code error} mean |x − x̂ − r̂|, {@code coarseGradient} and {@code
 * fineGradient} (mean over batches of |∂loss/∂δ¹|, with δ²/δ¹ held, and |∂loss/∂δ²|)</td></tr>
 * <tr><td>correlations.csv</td><td>{@code gradient}, {@code with}, {@code bands}, {@code pearson},
 * {@code spearman}</td></tr>
 * <tr><td>encoder-rates.png, gradient-activity.png, gradient-error.png</td><td>columns of
 * bands.csv</td></tr>
 * <tr><td>layers.csv</td><td>one row a layer, over the validation part: {@code layer}, {@code
 * neurons}, {@code rate} (spikes a neuron and time step), {@code silent} (neurons without a
 * spike)</td></tr>
 * <tr><td>neurons.csv, neuron-rates.png</td><td>{@code layer}, {@code neuron}, {@code
 * rate}</td></tr>
 * <tr><td>classes.csv, class-rates.png</td><td>one row a class: {@code class} and the rate of the
 * encoder and each layer; empty without clips of it</td></tr>
 * <tr><td>matrices.csv, operations.png</td><td>one row a weight matrix: {@code matrix}, {@code
 * weights}, {@code nonZero}, {@code sparsity}, synaptic operations a second {@code dense} and
 * {@code effective}; empty where no spikes meet it</td></tr>
 * <tr><td>raster-<i>class</i>.png</td><td>the first validation clip of a class</td></tr>
 * </table>
 */
package org.keyspike.analysis;
