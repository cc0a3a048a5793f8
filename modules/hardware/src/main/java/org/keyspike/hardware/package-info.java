/**
 * The weight image that the accelerator loads, and the known answers beside it.
 *
 * <p>Data flow: an {@link org.keyspike.integer.IntegerModel} becomes a {@link
 * org.keyspike.hardware.WeightImage}, its weights packed for the lanes of a machine; {@link
 * org.keyspike.hardware.ImageWriter} and {@link org.keyspike.hardware.ImageReader} move it to and
 * from a file; {@link org.keyspike.hardware.ByteBreakdown} says where the bytes go. {@link
 * org.keyspike.hardware.KnownAnswers} holds clips with every spike, membrane potential and logit
 * that the image's network answers.
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
 * <tr><td>4</td><td>u16</td><td>format version, now 3 for a weight image, 2 for known answers</td></tr>
 * <tr><td>6</td><td>u16</td><td>n, the number of sections</td></tr>
 * <tr><td>8</td><td>u32</td><td>length of the file</td></tr>
 * <tr><td>12</td><td>u32</td><td>CRC of bytes 0 to 11</td></tr>
 * <tr><td>16 + 16i</td><td>u16, u16, u32, u32, u32</td><td>section i: kind, index, offset from the
 * start of the file, length, CRC of its bytes</td></tr>
 * <tr><td>16 + 16n</td><td>u32</td><td>CRC of bytes 16 to 15 + 16n</td></tr>
 * </table>
 *
 * <p>Sections follow in the order of the table without gaps and end with the file. No kind and
 * index occurs twice, none is missing that the network needs, none is there that it does not need.
 *
 * <h2>Weight image</h2>
 *
 * <p>L is the number of layers. Index ℓ from 0 is a layer; L and L + 1 are the maps of the readout
 * (a frame-wise one has only the first).
 *
 * <table>
 * <caption>Sections by kind</caption>
 * <tr><th>kind</th><th>name</th><th>index</th><th>content</th></tr>
 * <tr><td>1</td><td>network</td><td>0</td><td>see below</td></tr>
 * <tr><td>2</td><td>steps</td><td>0; not with a direct encoder</td><td>δ¹ i16 × C, then with a
 * residual encoder δ² i16 × C, in 1/16, at least 1; shared steps repeat</td></tr>
 * <tr><td>3</td><td>shifts</td><td>ℓ</td><td>left shift of W s u8, left shift of U s u8 (0 without
 * U)</td></tr>
 * <tr><td></td><td></td><td>L; keyword only</td><td>r u8</td></tr>
 * <tr><td>4</td><td>leaks</td><td>ℓ</td><td>q u8 × N</td></tr>
 * <tr><td>5</td><td>thresholds</td><td>ℓ</td><td>θ i16 × N, at least 1</td></tr>
 * <tr><td>6</td><td>biases</td><td>ℓ, L, L + 1</td><td>i16 × outputs</td></tr>
 * <tr><td>7</td><td>weights</td><td>2ℓ for W, 2ℓ + 1 for U, 2L and 2L + 2 for the readout's
 * maps</td><td>weight words</td></tr>
 * <tr><td>8</td><td>kept</td><td>0 for the front end's bands, ℓ + 1 for a layer's neurons; only
 * where structured pruning worked</td><td>original number u32, then the index u16 of each that was
 * kept, ascending</td></tr>
 * <tr><td>9</td><td>non-zeros</td><td>as weights; compressed matrices only</td><td>u16, the weights
 * that a word has room for, 1 to lanes − 1; each weight word is then a bitmap and so many
 * weights</td></tr>
 * <tr><td>10</td><td>classes</td><td>0</td><td>a text for each logit; not loaded by the
 * machine</td></tr>
 * <tr><td>11</td><td>provenance</td><td>0</td><td>number u32, then key and value as texts, sorted by
 * key; not loaded by the machine</td></tr>
 * <tr><td>12</td><td>adaptation</td><td>ℓ; adaptive layers only</td><td>q_ρ u8 × N, q_a i8 × N, γ
 * i16 × N</td></tr>
 * </table>
 *
 * <p>A text is its length in bytes u32 and that much UTF-8.
 *
 * <table>
 * <caption>Network section, in this order</caption>
 * <tr><th>type</th><th>field</th></tr>
 * <tr><td>u32</td><td>C, bands, 1 to 2²⁰ (as are N, R and K)</td></tr>
 * <tr><td>f64</td><td>gain of the front end</td></tr>
 * <tr><td>u8</td><td>encoder: 0 residual, 1 direct, 2 step-forward</td></tr>
 * <tr><td>u8</td><td>TS, 1 or 2</td></tr>
 * <tr><td>u8</td><td>weight bits, 2 to 8</td></tr>
 * <tr><td>u8</td><td>membrane bits, 8 to 16</td></tr>
 * <tr><td>u16</td><td>lanes, 1 to 1024</td></tr>
 * <tr><td>u16</td><td>L, then for each layer:</td></tr>
 * <tr><td>u32, u8</td><td>N; kind of neuron: 1 if the layer has U, plus 2 if it is adaptive</td></tr>
 * <tr><td>u8</td><td>readout: 0 keyword, 1 frame-wise</td></tr>
 * <tr><td>u32</td><td>K, classes</td></tr>
 * <tr><td>i8</td><td>f: one unit of a logit is 2^−f of the float network's</td></tr>
 * <tr><td>u32, u32</td><td>keyword only: R hidden units; T frames of a clip</td></tr>
 * </table>
 *
 * <p>Weight words are laid out as {@link org.keyspike.hardware.WeightWord} says and addressed as
 * {@link org.keyspike.hardware.PackedMatrix} says. A compressed word holds its bitmap itself, so
 * that one read finds both; lane-balanced pruning keeps the fullest word, which sets the width of
 * all, from being far fuller than the others. In the weight memory of a machine the matrices follow
 * each other as W and U of each layer, then the readout's; the base of one is the number of bytes
 * of those before it.
 *
 * <h2>Known answers</h2>
 *
 * <p>c from 0 is a clip. Arrays are in the order of {@link org.keyspike.integer.Trace}; bit-packed
 * means value i is bit i mod 8 of byte i / 8, padded with zeros to a whole byte.
 *
 * <table>
 * <caption>Sections by kind</caption>
 * <tr><th>kind</th><th>name</th><th>index</th><th>content</th></tr>
 * <tr><td>1</td><td>shape</td><td>0</td><td>SHA-256 of the image file, 32 bytes; number of clips
 * u32; for each: frames u32, TS u8, number of features u32, of encoder spikes u32 (0 with a direct
 * encoder), of classes u32, of logits u32, L u16, L times (of spikes u32, of
 * adaptations u32: as many, or 0 for a layer without adaptation)</td></tr>
 * <tr><td>2</td><td>features</td><td>c</td><td>(T, C) u8</td></tr>
 * <tr><td>3</td><td>encoder</td><td>c</td><td>(T, 4C) or (T, 2C) bit-packed</td></tr>
 * <tr><td>4</td><td>spikes</td><td>c</td><td>per layer (T, TS, N), bit-packed</td></tr>
 * <tr><td>5</td><td>potentials</td><td>c</td><td>per layer u before the reset, (T, TS, N)
 * i16</td></tr>
 * <tr><td>6</td><td>logits</td><td>c</td><td>(K) or (T, K) i32</td></tr>
 * <tr><td>7</td><td>adaptations</td><td>c</td><td>per adaptive layer w, (T, TS, N) i16</td></tr>
 * </table>
 *
 * <h2>History</h2>
 *
 * <p>Version 1: the first; one pair of steps for all bands, no adaptation. No longer read.
 *
 * <p>Version 2: steps of every band, the step-forward encoder, adaptive neurons. Still read.
 *
 * <p>Version 3: compressed matrices.
 */
package org.keyspike.hardware;
