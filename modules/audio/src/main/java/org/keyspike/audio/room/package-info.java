/**
 * Rooms: responses h at 16 kHz whose convolution with dry speech is that speech in a room. The
 * direct sound comes at sample 0 with amplitude 1, so that speech stays in its frames. Two numbers
 * describe a room: T<sub>60</sub>, in which its sound falls by 60 dB, and the direct-to-reverberant
 * ratio
 *
 * <pre>
 *   D = −10·log₁₀ Σ_{i≥1} h_i²
 * </pre>
 *
 * Every response is scaled, but for its first value, to have exactly the D that was asked for.
 *
 * <h2>Decaying noise</h2>
 *
 * h_i = g·w_i·10<sup>−3i/(16000·T60)</sup> for i ≥ 1, w white (J. A. Moorer, "About this
 * reverberation business", 1979; J.-D. Polack, 1988). It ends at 60 dB below its start.
 *
 * <h2>A shoebox by image sources</h2>
 *
 * A room of L = (L<sub>x</sub>, L<sub>y</sub>, L<sub>z</sub>), drawn from 3 to 8, 2.5 to 6 and 2.3
 * to 3.5 m, with a source s and a microphone m at least 0.3 m from walls where there is room for
 * that. Each wall reflects −β of the amplitude; β follows from T<sub>60</sub> by Eyring's formula
 * (C. F. Eyring, "Reverberation time in 'dead' rooms", JASA 1930), V the volume and S the surface:
 *
 * <pre>
 *   β² = exp(−0.161·V / (S·T60)),  0.161 s/m = 24·ln 10 / c,  c = 343 m/s
 * </pre>
 *
 * The image (n, q), n in Z³ and q in {0, 1}³, lies at (1−2q)∘s + 2n∘L, at the distance d from the
 * microphone, after Σ|n<sub>i</sub> − q<sub>i</sub>| + |n<sub>i</sub>| reflections (J. B. Allen and
 * D. A. Berkley, "Image method for efficiently simulating small-room acoustics", JASA 1979). It
 * adds
 *
 * <pre>
 *   (−β)^reflections · d₀/d  at sample round(16000·(d − d₀)/c)
 * </pre>
 *
 * d₀ being the distance of the source itself. The sign keeps the sum of all of them near 0, where a
 * positive β would pile up low frequencies (E. A. Lehmann and A. M. Johansson, JASA 2008). Their
 * number grows as t³, so after the first 40 ms noise stands in for them, which by then they amount
 * to: 4πc³t²/V images a second of energy (d₀/ct)²·10<sup>−6t/T60</sup> are noise of variance
 *
 * <pre>
 *   (4π·c·d₀²/V)/16000 · 10^(−6t/T60),  t = i/16000 + d₀/c
 * </pre>
 *
 * (E. A. Lehmann and A. M. Johansson, "Diffuse reverberation model for efficient image-source
 * simulation of room impulse responses", IEEE TASLP 2010). d₀ is what gives the wanted D in that
 * model, V·6·ln 10/(4πc·T60·10^(D/10)) = d₀², as far as the room has it.
 */
package org.keyspike.audio.room;
