/**
 * The weight image that the accelerator loads, and the known answers beside it.
 *
 * <p>Data flow: an {@link org.keyspike.integer.IntegerModel} becomes a {@link
 * org.keyspike.hardware.WeightImage}, its weights packed for the lanes of a machine, with the front
 * end before it and the detector behind it; {@link org.keyspike.hardware.ImageWriter} and {@link
 * org.keyspike.hardware.ImageReader} move it to and from a file; {@link
 * org.keyspike.hardware.ByteBreakdown} says where the bytes go. {@link
 * org.keyspike.hardware.KnownAnswers} holds clips with every spike, membrane potential and logit
 * that the image's network answers and, of sound, the features and detections; {@link
 * org.keyspike.hardware.LimitsFiles} the same of a network at the limits of all arithmetic.
 *
 * <h2>Container</h2>
 *
 * <p>Both files are sections behind a checked header. Everything is little-endian; u and i are
 * unsigned and two's complement integers of so many bits; CRC is CRC-32C. Every byte of the file is
 * under one of the checksums, or is one. The prologue has the same form in every format version.
 *
 * <table>
 * <caption>Header</caption>
 * <tr><th>offset</th><th>type</th><th>field</th></tr>
 * <tr><td>0</td><td>4 letters</td><td>magic: KSWI a weight image, KSKA known answers</td></tr>
 * <tr><td>4</td><td>u16</td><td>format version, 4 to 8 for a weight
 * image, 3 to 5 for known answers</td></tr>
 * <tr><td>6</td><td>u16</td><td>n, the number of sections</td></tr>
 * <tr><td>8</td><td>u32</td><td>length of the file</td></tr>
 * <tr><td>12</td><td>u32</td><td>CRC of bytes 0 to 11</td></tr>
 * <tr><td>16 + 16i</td><td>u16, u16, u32, u32, u32</td><td>section i: kind, index, offset from the
 * start of the file, length, CRC of its bytes</td></tr>
 * <tr><td>16 + 16n</td><td>u32</td><td>CRC of bytes 16 to 15 + 16n</td></tr>
 * </table>
 *
 * <p>Sections lie in the order of the table without gaps and end with the file. No kind and index
 * occurs twice, none is missing that the network needs, none is there that is not named below, and
 * their order is the one given below: content decides every byte, so that two writers write the
 * same file. Readers refuse what this text forbids.
 *
 * <h2>Weight image</h2>
 *
 * <p>C is the number of bands that reach the network, M that of the front end, L the number of
 * layers, N the neurons of a layer, R the hidden units and K the classes; C and N are counted after
 * structured pruning, M before. Index ℓ from 0 is a layer; L and L + 1 are the maps of the readout
 * (a frame-wise one has only the first).
 *
 * <table>
 * <caption>Sections by kind</caption>
 * <tr><th>kind</th><th>name</th><th>index</th><th>content</th></tr>
 * <tr><td>1</td><td>network</td><td>0</td><td>see below</td></tr>
 * <tr><td>2</td><td>steps</td><td>0; not with a direct encoder</td><td>δ¹ i16 × C, then with a
 * residual encoder δ² i16 × C, in 1/16, 1 to 32767; shared steps repeat</td></tr>
 * <tr><td>3</td><td>shifts</td><td>ℓ</td><td>left shift of W s u8, 0 to 15; left shift of U s u8, 0
 * to 15 (0 without U)</td></tr>
 * <tr><td></td><td></td><td>L; keyword only</td><td>r u8, 0 to 24</td></tr>
 * <tr><td>4</td><td>leaks</td><td>ℓ</td><td>q u8 × N</td></tr>
 * <tr><td>5</td><td>thresholds</td><td>ℓ</td><td>θ i16 × N, 1 to 32767; 0 as well with graded
 * outputs; multiples of 2^(K−1) with powers of two</td></tr>
 * <tr><td>6</td><td>biases</td><td>ℓ, L, L + 1</td><td>i16 × outputs</td></tr>
 * <tr><td>7</td><td>weights</td><td>2ℓ for W, 2ℓ + 1 for U, 2L and 2L + 2 for the readout's
 * maps</td><td>weight words</td></tr>
 * <tr><td>8</td><td>kept</td><td>0 for the front end's bands, ℓ + 1 for a layer's neurons; only
 * where structured pruning worked</td><td>original number u32, 1 to 2¹⁶, of bands M, then for each of the C or N
 * that were kept its index u16 in the original counting, from 0, ascending</td></tr>
 * <tr><td>9</td><td>non-zeros</td><td>as weights; compressed matrices only, from version 3
 * on</td><td>u16, the weights that a word has room for, 1 to lanes − 1; each weight word is then a
 * bitmap and room for so many weights</td></tr>
 * <tr><td>10</td><td>classes</td><td>0</td><td>a text for each logit; not loaded by the
 * machine</td></tr>
 * <tr><td>11</td><td>provenance</td><td>0</td><td>number u32, then key and value as texts; keys
 * ascend, compared by UTF-16 code units, and none occurs twice; not loaded by the machine</td></tr>
 * <tr><td>12</td><td>adaptation</td><td>ℓ; adaptive layers only</td><td>q_ρ u8 × N, q_a i8 × N, γ
 * i16 × N</td></tr>
 * <tr><td>13</td><td>front end</td><td>0; from version 4 on</td><td>see below</td></tr>
 * <tr><td>14</td><td>detector</td><td>0; keyword only, from version 4 on</td><td>see below</td></tr>
 * <tr><td>15</td><td>code</td><td>ℓ; layers that do not fire spikes with the usual reset, from version 5 on</td><td>see below</td></tr>
 * <tr><td>16</td><td>delays</td><td>ℓ; layers with delays, from version 5 on</td><td>see below</td></tr>
 * </table>
 *
 * <p>In version 8, and only there, blocks of a state space lie between encoder and readout in place
 * of layers; kinds 4, 12 and 15 are not there. With L blocks, maps count from 0: the embedding,
 * then the two of each block ℓ, 1 + 2ℓ and 2 + 2ℓ, then those of the readout from 2L + 1 on; sites
 * count from 0: E_u, E_x and E_y of each block, 3ℓ to 3ℓ + 2, and E_last, 3L.
 *
 * <table>
 * <caption>What is different in version 8</caption>
 * <tr><th>kind</th><th>name</th><th>index</th><th>content</th></tr>
 * <tr><td>3</td><td>shifts</td><td>map</td><td>left shift of W s u8, 0 to 15; with a keyword readout
 * of its first map r u8, 0 to 24</td></tr>
 * <tr><td>5</td><td>thresholds</td><td>site; graded neurons only</td><td>τ i16 × neurons, 0 to
 * 32767</td></tr>
 * <tr><td>6</td><td>biases</td><td>map</td><td>i16 × outputs</td></tr>
 * <tr><td>7, 9</td><td>weights, non-zeros</td><td>2 · map</td><td>as above</td></tr>
 * <tr><td>8</td><td>kept</td><td>0 only</td><td>as above</td></tr>
 * <tr><td>16</td><td>delays</td><td>0; where there are some</td><td>of the encoder's channels, as
 * above</td></tr>
 * </table>
 *
 * <p>A text is its length in bytes u32 and that much UTF-8. Order of sections, as kind.index, those
 * in brackets only where they are needed: 1.0, [13.0], [2.0]; for each ℓ 3.ℓ, 4.ℓ, 5.ℓ, 6.ℓ,
 * [12.ℓ], [15.ℓ], [16.ℓ], [9.2ℓ], 7.2ℓ, [9.(2ℓ + 1)], [7.(2ℓ + 1)]; [3.L]; for each map m of the
 * readout, L or L + 1, 6.m, [9.2m], 7.2m; [14.0]; [8.i] by ascending i; 10.0, 11.0. In version 8:
 * 1.0, 13.0, [2.0]; 3.0, 6.0, [16.0], [9.0], 7.0; for each block [5.3ℓ], map 1 + 2ℓ, [5.(3ℓ + 1)],
 * [5.(3ℓ + 2)], map 2 + 2ℓ, each map m as 3.m, 6.m, [9.2m], 7.2m; [5.3L]; [3.(2L + 1)]; then as
 * above from the readout's maps on.
 *
 * <table>
 * <caption>Network section, in this order</caption>
 * <tr><th>type</th><th>field</th></tr>
 * <tr><td>u32</td><td>C, 1 to 256</td></tr>
 * <tr><td>f64</td><td>in versions 2 and 3 only: gain of the front end, which is float, finite and
 * above 0</td></tr>
 * <tr><td>u8</td><td>encoder: 0 residual, 1 direct, 2 step-forward</td></tr>
 * <tr><td>u8</td><td>TS, 1 or 2</td></tr>
 * <tr><td>u8</td><td>weight bits, 2 to 8</td></tr>
 * <tr><td>u8</td><td>membrane bits, 8 to 16</td></tr>
 * <tr><td>u16</td><td>lanes, 1 to 1024</td></tr>
 * <tr><td></td><td>in version 8 the fields of the next table; else</td></tr>
 * <tr><td>u16</td><td>L, at least 1, then for each layer:</td></tr>
 * <tr><td>u32, u8</td><td>N, 1 to 2²⁰ (as are R and K); kind of neuron: 1 if the layer has U, plus 2 if it is adaptive;
 * from version 5 on plus 4 if it has a code section, plus 8 if it has delays</td></tr>
 * <tr><td>u8</td><td>readout: 0 keyword, 1 frame-wise</td></tr>
 * <tr><td>u32</td><td>K, classes</td></tr>
 * <tr><td>i8</td><td>f: one unit of a logit is 2^−f of the float network's</td></tr>
 * <tr><td>u32, u32</td><td>keyword only: R hidden units; T frames of a clip, 1 to 2²⁰</td></tr>
 * </table>
 *
 * <table>
 * <caption>State space in the network section of version 8, in this order; TS is 1, membranes have 16
 * bits</caption>
 * <tr><th>type</th><th>field</th></tr>
 * <tr><td>u16</td><td>L blocks, 1 to 8</td></tr>
 * <tr><td>u16</td><td>M, width of the stream, 1 to 1024</td></tr>
 * <tr><td>u8</td><td>S, states of a channel, 4, 8 or 16</td></tr>
 * <tr><td>u16</td><td>H heads, which divides every N</td></tr>
 * <tr><td>u8, u8</td><td>K_B levels of B and C, K_g levels of the gate, 1 to 4</td></tr>
 * <tr><td>u8, u8</td><td>neurons: 0 spikes, then 1; 1 powers of two, then K, 2 to 4; 2 graded, then A, 1 to
 * 4 bits</td></tr>
 * <tr><td>u8</td><td>1 if the encoder's channels have delays, else 0</td></tr>
 * <tr><td>u8</td><td>F_r, bits below the point of the stream, o to 14, o those of an event</td></tr>
 * <tr><td>u16, u8</td><td>for each block: N channels, 1 to 1024; F_v, bits below the point of what its first
 * map makes, max(o, K_B − 1, K_g − 1) to 13</td></tr>
 * </table>
 *
 * <p>The bits below the point of states, half-lives, what states are read with, leaks and
 * thresholds of spiking neurons follow from these (docs/concepts/state-space.md). Readers refuse a
 * shape whose smallest number no state can take, and a map with a row whose largest sum of
 * magnitudes, times its largest input and shifted, with bias and 2¹⁵ for the stream reaches 2²⁴.
 *
 * <table>
 * <caption>Front end section, in this order</caption>
 * <tr><th>type</th><th>field</th></tr>
 * <tr><td>u8</td><td>kind of arithmetic: 0 float, 1 integer; 2 integer with energies normalized, always
 * in version 7, sometimes in version 8, never in others</td></tr>
 * <tr><td>u16</td><td>M, 1 to 256: the original number of the kept map of bands, or C where there is
 * none</td></tr>
 * <tr><td>f64</td><td>float only, and then the last: gain, finite and above 0</td></tr>
 * <tr><td>i8</td><td>e of the gain 2^e, −16 to 30</td></tr>
 * <tr><td>u8, u8</td><td>kind 1 only: background, rise and fall, 0 to 15; 7 and 4 where its share is 0</td></tr>
 * <tr><td>u16</td><td>kind 1 only: background, share in 256ths, 0 to 256; 0: none is followed</td></tr>
 * <tr><td>u16</td><td>kind 2 only: strength in 256ths, 1 to 256</td></tr>
 * <tr><td>u8, u8</td><td>kind 2 only: rise and fall, 0 to 15</td></tr>
 * <tr><td>u16, u16</td><td>kind 2 only: bias in 16ths, 1 to 256; root in 256ths, 0 to 256</td></tr>
 * <tr><td>u8</td><td>kind 2 only: scale, 1 to 16</td></tr>
 * <tr><td>u16 × 201</td><td>window h, Q15, of samples 0 to 200; h[400 − i] = h[i]</td></tr>
 * <tr><td>u16 × 129</td><td>cosine, Q14, of 0 to 128 of 512 parts of a turn: the first
 * quarter</td></tr>
 * <tr><td>u32 × 129</td><td>log₂(1 + i / 128), Q16</td></tr>
 * <tr><td>u16 × 257</td><td>kind 2 only: compression, Q10, of energies 2^(i / 8 − 16)</td></tr>
 * <tr><td>M times u16, u16, u16 × n</td><td>bin of a band's first weight; n, how many it has; weights
 * of the bins from there on, Q12; 0 and 0 for a band without weights</td></tr>
 * </table>
 *
 * <p>With q the stored quarter, cosine and sine of the whole turn are, for i from 0 to 511,
 *
 * <pre>
 * cos[i] = q[i]            0 ≤ i ≤ 128
 *        = −q[256 − i]   128 &lt; i ≤ 256
 *        = cos[512 − i]  256 &lt; i
 * sin[i] = cos[(i + 384) mod 512]
 * </pre>
 *
 * <p>What the tables hold follows from M, {@link org.keyspike.audio.FrontEndTables}, and from bias,
 * root and scale, {@link org.keyspike.audio.PcenTable}; what is computed with them is said at
 * {@link org.keyspike.audio.IntegerLogMel}. They are in the file so that a device needs neither
 * trigonometry nor logarithms nor powers. Readers refuse other tables.
 *
 * <table>
 * <caption>Detector section, in this order</caption>
 * <tr><th>type</th><th>field</th></tr>
 * <tr><td>u8</td><td>n, answers that posteriors are averaged over, 1 to 255</td></tr>
 * <tr><td>u32</td><td>frames after a detection in which nothing is detected, 0 to 2³¹ − 1</td></tr>
 * <tr><td>u16 × K</td><td>threshold of each class, Q15, 0 to 32768; 0 for one that is never
 * detected</td></tr>
 * <tr><td>u16 × 65</td><td>⌊32768 · 2^(−i / 64) + ½⌋, Q15; readers refuse others</td></tr>
 * </table>
 *
 * <p>{@linkplain org.keyspike.integer.IntegerDetector The detector} computes with these. An image
 * of version 2 or 3 with a keyword readout has the detector of {@link
 * org.keyspike.hardware.DetectorDefaults}.
 *
 * <table>
 * <caption>Code section, in this order</caption>
 * <tr><th>type</th><th>field</th></tr>
 * <tr><td>u8</td><td>kind: 1 powers of two, 2 graded; from version 6 on 3 spikes with a reset to zero,
 * and then the last</td></tr>
 * <tr><td>u8</td><td>powers of two, and then the last: K, 2 to 4 levels, outputs 0, 1, 2, … 2^(K−1)</td></tr>
 * <tr><td>u8</td><td>graded: A, 1 to 4 bits, outputs 0 to 2^A − 1</td></tr>
 * <tr><td>u8</td><td>graded: p, 0 to 15, right shift of the potential</td></tr>
 * </table>
 *
 * <p>A layer without this section fires spikes, 0 or 1, and subtracts the threshold behind each.
 * How each code fires is said at {@link org.keyspike.integer}; a layer with this section is not
 * adaptive.
 *
 * <table>
 * <caption>Delays section, in this order; M here is the number of the layer's inputs</caption>
 * <tr><th>type</th><th>field</th></tr>
 * <tr><td>u8</td><td>D, the longest of the delays, 0 to 63 frames</td></tr>
 * <tr><td>β times ⌈M / 8⌉ bytes</td><td>β = the number of binary digits of D (0 for 0): for each digit, the lowest
 * first, a plane with that digit of every delay, bit-packed as known answers are</td></tr>
 * </table>
 *
 * <p>Input j comes d_j whole frames late. Planes of digits, rather than a byte a delay, because
 * that is what the machine loads and compares: a spike word of inputs with the same word of each
 * plane. Readers refuse padding that is not 0, and a D that no input has.
 *
 * <p>Matrices are (outputs, inputs): W is (N, inputs), U (N, N), a frame-wise readout's (K, N), a
 * keyword readout's (R, N) and (K, R). The inputs of layer 0, which are the columns of its W, are
 * the channels of the encoder in the order coarse⁺, coarse⁻, fine⁺, fine⁻, each of them all bands
 * from the lowest: channel kC + c is kind k of band c (residual 4C, step-forward 2C; direct: the C
 * features). Those of any other layer are the neurons of the one before. Pruning of the fine
 * streams leaves a step-forward encoder with δ¹ alone, and no kept map.
 *
 * <p>Weight words are laid out as {@link org.keyspike.hardware.WeightWord} says and addressed as
 * {@link org.keyspike.hardware.PackedMatrix} says: for every input one word for each group of
 * lanes, with
 *
 * <pre>
 * wordBytes = ⌈lanes · bits / 8⌉                         dense
 * wordBytes = ⌈lanes / 8⌉ + ⌈room · bits / 8⌉            compressed: the bitmap, then the weights
 * </pre>
 *
 * <p>Lanes beyond the last output, and room that a word does not need, are zeros. A compressed word
 * holds its bitmap itself, so that one read finds both; lane-balanced pruning keeps the fullest
 * word, which sets the width of all, from being far fuller than the others. Keyspike gives a
 * compressed matrix room for the non-zeros of its fullest word, at least 1, and compresses it only
 * where its words then have fewer bytes; readers take more room, too. In the weight memory of a
 * machine the matrices follow each other as W and U of each layer, then the readout's; the base of
 * one is the number of bytes of those before it.
 *
 * <p>Limits that are less than a field could hold, or follow from another one: the file has at most
 * 64 MiB and, as n is a u16, 65,535 sections, so L is at most 13,105; a place of more than 2¹⁶
 * neurons cannot have been pruned, as an index is a u16. Sums cannot overflow: the readers refuse a
 * layer whose current could reach 2²⁴ units, which is the largest of its rows
 *
 * <pre>
 * (Σ|W| · x &lt;&lt; shift of W) + (Σ|U| · own &lt;&lt; shift of U) + |b| + (adaptive ? 2¹⁵ : 0)
 * </pre>
 *
 * <p>with x = 255 in layer 0 behind a direct encoder, else the largest output of the layer before
 * (1 of an encoder), own the largest output of the layer itself; and a readout of which the largest
 * row sum of magnitudes, times y·T·TS for a keyword readout's first map, 255 for its second and
 * y·TS for a frame-wise map, with y the largest output of the last layer, plus 2²⁵ is more than 2³¹
 * − 1. The largest output is 1 of spikes, 2^(K−1) of powers of two, 2^A − 1 graded. Writers refuse
 * the same.
 *
 * <h2>Known answers</h2>
 *
 * <p>c from 0 is a clip of T frames, at least 1; with a keyword readout, T is that of the image.
 * Arrays are in the order of {@link org.keyspike.integer.Trace}, row-major: the last index runs
 * fastest. Bit-packed means that value i of an array is bit i mod 8 of byte ⌊i / 8⌋, padded with
 * zeros to a whole byte; the array of each layer, and of each digit, is padded by itself.
 *
 * <table>
 * <caption>Sections by kind</caption>
 * <tr><th>kind</th><th>name</th><th>index</th><th>content</th></tr>
 * <tr><td>1</td><td>shape</td><td>0</td><td>SHA-256 of the image file, 32 bytes; number of clips
 * u32, 0 to 9,361 (as n is a u16); for each: T u32, TS u8; then numbers of values of the whole clip,
 * not of a frame: from version 3 on of samples u32 (160·T for all clips, or 0 for all), of features
 * u32, of encoder spikes u32 (0 with a direct encoder); K u32; of
 * logits u32 (K, or T·K frame-wise); L u16, L times (of spikes u32, of adaptations u32: as many, or
 * 0 for a layer without adaptation; from version 4 on a u8, the binary digits of the largest output
 * of the layer in the clip, 1 to 4); in version 5 L is the number of places, u, x, gates and y′ of each
 * block and E, and then follow the number of blocks u16 and for each the numbers of steps, of B and
 * of states u32; after all clips, from version 3 on, the number
 * of answers of the stream u32. A u32 is below 2³¹</td></tr>
 * <tr><td>2</td><td>features</td><td>c</td><td>(T, C) u8</td></tr>
 * <tr><td>3</td><td>encoder</td><td>c</td><td>(T, 4C) or (T, 2C) bit-packed, in the order of the
 * channels; 0 bytes with a direct encoder</td></tr>
 * <tr><td>4</td><td>spikes</td><td>c</td><td>per layer (T, TS, N), bit-packed; from version 4 on as
 * many of these as an output has digits, the lowest digit first</td></tr>
 * <tr><td>5</td><td>potentials</td><td>c</td><td>per layer u before the reset, (T, TS, N)
 * i16</td></tr>
 * <tr><td>6</td><td>logits</td><td>c</td><td>(K) or (T, K) i32</td></tr>
 * <tr><td>7</td><td>adaptations</td><td>c</td><td>per adaptive layer w, (T, TS, N) i16; 0 bytes
 * where no layer is adaptive</td></tr>
 * <tr><td>8</td><td>samples</td><td>c; from version 3 on</td><td>(160·T) i16, or 0 bytes where the
 * front end is float or there is no sound</td></tr>
 * <tr><td>9</td><td>stream</td><td>0; from version 3 on</td><td>for each answer: frame u32; logits i32
 * × K; posteriors of this answer, Q15, u16 × K; label u32, below K; score of the label, Q15, u16;
 * whether it is detected u8, 0 or 1</td></tr>
 * <tr><td>10</td><td>states</td><td>c; in version 5 only</td><td>for each block: Δ u8 (T, H), 0, 1, 2, 4
 * or 8 ticks; κ modulo 2¹⁶ u16 (T, H); B and C, i8 (T, S) each, ±(k + 1) for ±2^−k and 0 for 0; s i16 (T, N · S),
 * as if all states were halved in every frame</td></tr>
 * </table>
 *
 * <p>With samples, features are what the image's integer front end makes of them, each clip by
 * itself, without the bands that pruning took. The stream is what front end, network and detector
 * say of the samples of all clips one after another, none of them reset in between: an answer after
 * T frames, of the spike counts of the last T, and every 10 frames from there. It is 0 bytes
 * without samples, and with a frame-wise readout. The number of its answers follows from that of
 * the frames. The frame of an answer is the number of frames so far: T for the first.
 *
 * <p>Every kind of 2 to 8 is there for every clip, with 0 bytes where there is nothing. Order of
 * sections: for each c [8.c], 2.c, 3.c, 4.c, 5.c, 7.c, [10.c], 6.c; then [9.0], 1.0. The file has
 * at most 256 MiB.
 *
 * <h2>Network at the limits</h2>
 *
 * <p>Beside every image goes a small made network, {@link org.keyspike.hardware.LimitsNetwork},
 * with known answers of its own, in which everything saturates that can: trained networks hardly
 * ever do.
 *
 * <h2>History</h2>
 *
 * <p>Version 1: the first; one pair of steps for all bands, no adaptation. No longer read.
 *
 * <p>Version 2: steps of every band, the step-forward encoder, adaptive neurons. Still read.
 *
 * <p>Version 3: compressed matrices. A file of version 2 has none. Still read.
 *
 * <p>Version 4: the front end, which was float before, and the detector have sections; the gain is
 * in that of the front end, no longer in the network section. Before, M was the original number of
 * the kept map of bands, or C where there was none. Known answers have version 3, with samples and
 * the stream; those of version 2, still read, began with the features.
 *
 * <p>Version 5: codes of outputs other than spikes, and delays. An image without either is a file
 * of version 4, byte for byte, and readers refuse one of version 5; so it is with known answers of
 * version 4, which have outputs of several digits, and of version 3, which have spikes alone.
 *
 * <p>Version 6: spikes with a reset to zero, the third kind of code. An image without one is a file
 * of version 5 or 4, and readers refuse one of version 6. Known answers did not change.
 *
 * <p>Version 7: a front end that normalizes energies. An image with another is a file of version 4
 * to 6, byte for byte, and readers refuse one of version 7. Known answers are as before.
 *
 * <p>Version 8: a state space. An image of layers is a file of version 4 to 7, byte for byte, and
 * readers refuse one of version 8. Known answers of a state space have version 5, others are as
 * before. Gates among the outputs are 0 or 1, 2, … 2^(K_g − 1), their potentials ẑ.
 */
package org.keyspike.hardware;
