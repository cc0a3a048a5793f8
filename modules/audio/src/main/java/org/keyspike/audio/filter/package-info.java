/**
 * Filters that rooms, made noise and microphones are built of: {@link
 * org.keyspike.audio.filter.Convolution} with a finite response and {@link
 * org.keyspike.audio.filter.Biquad}, two poles and two zeros.
 *
 * <h2>Convolution</h2>
 *
 * y_i = Σ_k h_k·x_{i−k}, the first n values, where x has n. Both are cut into blocks of B = 4096
 * samples, padded with zeros to 2B and transformed; block j of the result is
 *
 * <pre>
 *   IFFT(Σ_{a+b=j} X_a·H_b), its first B values, and the last B values of the sum for j − 1
 * </pre>
 *
 * (Oppenheim and Schafer, "Discrete-Time Signal Processing", section 8.7, overlap-add, with the
 * response in blocks as well: Stockham, "High-speed convolution and correlation", 1966). Longer
 * transforms of TarsosDSP start threads of their own.
 *
 * <h2>Biquads</h2>
 *
 * R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients" (W3C Audio EQ
 * Cookbook), with ω = 2πf/16000, A = 10^(dB/40), α = sin ω/(2Q); each divided by a₀:
 *
 * <pre>
 *   y_i = b₀x_i + b₁x_{i−1} + b₂x_{i−2} − a₁y_{i−1} − a₂y_{i−2}
 *   band pass   b = (α, 0, −α)                                    a = (1+α, −2cos ω, 1−α)
 *   peak        b = (1+αA, −2cos ω, 1−αA)                         a = (1+α/A, −2cos ω, 1−α/A)
 *   low shelf   b = A((A+1)−(A−1)c+s, 2((A−1)−(A+1)c), (A+1)−(A−1)c−s)
 *               a = ((A+1)+(A−1)c+s, −2((A−1)+(A+1)c), (A+1)+(A−1)c−s)
 *   high shelf  the same with −c for c in every term and the middle ones negated
 * </pre>
 *
 * c = cos ω, s = 2√A·α, and Q = √½ in shelves. All coefficients come from {@link
 * java.lang.StrictMath}.
 */
package org.keyspike.audio.filter;
