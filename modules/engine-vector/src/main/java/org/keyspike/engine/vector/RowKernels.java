package org.keyspike.engine.vector;

/**
 * The inner loops of the engine. All matrices are plain arrays with a base, the offset of their
 * first value, and a stride, the distance of their rows; whoever calls has made sure that rows are
 * padded with zeros to whole vectors of {@link #lanes()} values.
 *
 * <p>Events are the positions of what is not zero, row after row: row r has {@code index[start[r]]}
 * to {@code index[start[r + 1] - 1]}.
 */
interface RowKernels {

  /** Vectors of a column tile of {@link #gather}: as many as stay in registers while rows pass. */
  int TILE = 8;

  /** Values of a vector; arrays are padded to a multiple. */
  int lanes();

  /** Vectors of a panel of {@link #product}: as many as registers hold for several rows. */
  int panel();

  /**
   * out[r] += Σ_e source[index[e]] over the events e of row r, on some columns: what a spike does
   * in the forward pass (rows of weights add up to a current) and for a gradient (rows of currents'
   * gradients add up to ΔW).
   *
   * @param columns a multiple of {@link #lanes()}
   */
  void gather(
      float[] source,
      int base,
      int stride,
      int[] start,
      int first,
      int[] index,
      int rows,
      float[] out,
      int outBase,
      int outStride,
      int columns);

  /** out[r] += Σ_e value[e] · source[index[e]]: the same for inputs that are not 0 or 1. */
  void gatherWeighted(
      float[] source,
      int base,
      int stride,
      int[] start,
      int first,
      int[] index,
      float[] value,
      int rows,
      float[] out,
      int outBase,
      int outStride,
      int columns);

  /**
   * out[r][j] = Σ_n left[r][n] · right[n][j]. Every sum is added up along n, one product after the
   * other, so that it does not depend on how many rows there are.
   *
   * @param right in blocks of {@link #panel} vectors
   */
  void product(
      float[] left,
      int base,
      int stride,
      int rows,
      Blocked right,
      float[] out,
      int outBase,
      int outStride);

  /**
   * out[r][m] = Σ_n left[r][n] · right[m][n] for the events m of row r; nothing else is written. It
   * is a product of which few values are wanted. Vectors add up one after the other along n, their
   * lanes then in pairs, so that a value does not depend on what else is wanted.
   *
   * @param depth values of a row, without padding
   * @param right in column blocks, {@code blockStride} values apart
   * @param width columns of a block; the last has what whole vectors leave of depth
   */
  void dots(
      float[] left,
      int base,
      int stride,
      int rows,
      int depth,
      int[] start,
      int first,
      int[] index,
      float[] right,
      int rightBase,
      int blockStride,
      int width,
      float[] out,
      int outBase,
      int outStride);

  /** u += β v. */
  void leak(float[] leak, float[] v, int vBase, float[] u, int base, int count);

  /** s = H(u − 1), as 0 and 1, and v = u − s. */
  void reset(float[] u, int base, float[] s, float[] v, int vBase, int count);

  /** g = above + back + penalty. */
  void collect(
      float[] above,
      int aboveBase,
      float[] back,
      int backBase,
      float penalty,
      float[] g,
      int base,
      int count);

  /** to += from. */
  void add(float[] from, int base, float[] to, int toBase, int count);

  /**
   * The way back through leaky neurons: g ← c + H'(g − reset · c), g^β += g v, c ← state · β g,
   * with c what is carried back.
   */
  void leakBack(
      float[] g,
      int base,
      float[] slope,
      float[] v,
      float[] carried,
      int clipBase,
      float[] leak,
      float[] leakGradient,
      float reset,
      float state,
      int count);

  /** gain/(1 + k|u − 1|)². */
  void fastSigmoid(float[] u, int base, float k, float gain, float[] out, int outBase, int count);

  /** gain · k/2 where |u − 1| ≤ 1/k, else 0. */
  void boxcar(float[] u, int base, float k, float gain, float[] out, int outBase, int count);

  /** gain · k · max(0, 1 − k|u − 1|). */
  void triangle(float[] u, int base, float k, float gain, float[] out, int outBase, int count);

  /** sums += (x − centre)²: a row's part of batch norm's variance. */
  void addSquares(float[] x, int base, float[] centre, float[] sums, int count);

  /** y = factor · (x − centre) + offset: batch norm of a row. */
  void normalise(
      float[] x,
      int base,
      float[] centre,
      float[] factor,
      float[] offset,
      float[] y,
      int yBase,
      int count);

  /** sums += g and products += g (x − centre): a row's part of batch norm's gradients. */
  void addGradients(
      float[] g,
      float[] x,
      int base,
      float[] centre,
      float[] sums,
      float[] products,
      int sumBase,
      int count);

  /**
   * The way back through batch norm: g ← factor · (g − through · (ofMean + ofVariance · (x −
   * centre))).
   */
  void normaliseBack(
      float[] g,
      float[] x,
      int base,
      float[] centre,
      float[] factor,
      float[] ofMean,
      float[] ofVariance,
      float through,
      int count);

  /**
   * A phase of the encoder on a frame: e = x − fixed − moved, s⁺ = H(e − δ), s⁻ = H(−e − δ), moved
   * += δ (s⁺ − s⁻). Rows of the encoder are as long as there are bands, without padding.
   *
   * @param at where the clip's estimates begin, of both kinds
   * @param errors receives e
   * @param spikes receives s⁺ at {@code up} and s⁻ at {@code down}
   */
  void encode(
      float[] x,
      int base,
      float[] fixed,
      float[] moved,
      int at,
      float[] steps,
      float[] errors,
      int errorBase,
      float[] spikes,
      int up,
      int down,
      int bands);

  /**
   * The way back through {@link #encode}, with the move m = s⁺ − s⁻, r = factor · (e − δm) and the
   * surrogate h of slope k:
   *
   * <pre>
   * c = through · (carried − rest) − r;  p = (g⁺ + δc) h(e − δ);  q = (g⁻ − δc) h(−e − δ)
   * terms = c m − p − q;  carried ← c − (p − q);  rest ← p − q + r
   * </pre>
   *
   * @param g gradients by s⁺ at {@code up} and by s⁻ at {@code down}
   * @param terms receives this frame's gradients by δ
   */
  void encodeBack(
      float[] g,
      int up,
      int down,
      float[] errors,
      int errorBase,
      float[] steps,
      float[] carried,
      int at,
      float[] rest,
      float through,
      float factor,
      float k,
      float[] terms,
      int bands);

  /** Replaces x by e^(x − largest) and returns the sum. */
  float exponentials(float[] x, int base, int count, float largest);
}
