/**
 * Noise that is made rather than recorded, 16,000 samples a second, each kind in a class of its
 * own. {@link org.keyspike.audio.noise.NoiseKind} names them and says what each is for: a kind for
 * the test is never heard in training. w is white noise, uniform in [−1, 1); the mean of what is
 * made is taken away. Only the shape matters here: levels are set where noise is mixed in.
 *
 * <table>
 * <caption>kinds</caption>
 * <tr><th>name</th><th>for</th><th>what</th></tr>
 * <tr><td>white</td><td>training</td><td>w</td></tr>
 * <tr><td>pink</td><td>training</td><td>six first-order filters of one w, b ← p·b + g·w, and
 * 0.5362·w<sub>i</sub> + 0.115926·w<sub>i−1</sub>: power as 1/f within 0.1 dB from 4 Hz on (P.
 * Kellet, "Pink noise generation", musicdsp.org, 1999, the refined filter; its frequencies scale
 * with the rate)</td></tr>
 * <tr><td>brown</td><td>training</td><td>y ← e<sup>−2π·20/16000</sup>·y + w: power as 1/f² above 20
 * Hz</td></tr>
 * <tr><td>hum</td><td>training</td><td>Σ<sub>k=1…20</sub> U·k<sup>−p</sup>·sin(2πkft + φ<sub>k</sub>),
 * f 50 or 60 Hz, U in [0, 1), p in [½, 2)</td></tr>
 * <tr><td>clicks</td><td>training</td><td>2 to 30 a second of e<sup>−t/τ</sup>·sin 2πft, f 300 to
 * 6,000 Hz evenly in octaves, τ 0.3 to 5.3 ms, levels over 24 dB</td></tr>
 * <tr><td>band</td><td>training</td><td>w through two equal band passes, middle 150 to 6,000 Hz, Q 0.7
 * to 7</td></tr>
 * <tr><td>tones</td><td>training</td><td>one to three parts of notes of 125 to 500 ms, 110·2<sup>n/12</sup>
 * Hz, eight harmonics k<sup>−p</sup>, falling by half in 0.1 to 0.7 s</td></tr>
 * <tr><td>chatter</td><td>training</td><td>2 to 4 other training clips at once, equally loud</td></tr>
 * <tr><td>surf</td><td>validation</td><td>pink, its level 6 dB·sin(2πt/T + φ), T 0.3 to 1.5 s</td></tr>
 * <tr><td>crowd</td><td>validation</td><td>5 validation clips of other speakers at once</td></tr>
 * <tr><td>speech-shaped</td><td>test</td><td>w through a filter of 512 taps with the amplitude
 * √(mean power) of test clips</td></tr>
 * <tr><td>babble</td><td>test</td><td>8 test clips of other speakers at once</td></tr>
 * </table>
 *
 * <p>Where a clip is in noise x + a·n, a is such that 20·log₁₀(rms(x)/rms(a·n)) is the ratio that
 * was asked for, both over the whole clip.
 */
package org.keyspike.audio.noise;
