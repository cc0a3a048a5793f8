package org.keyspike.audio;

import java.util.Optional;

/** {@link IntegerLogMel}'s equations written down plainly, in long, and the largest values seen. */
final class PlainIntegerLogMel {
  private final FrontEndTables tables;
  private final int exponent;
  private final Optional<BackgroundSettings> background;
  private final long[] estimate;
  private boolean started;

  /** Largest |re| or |im| of a spectrum. */
  long largestBin;

  /** Largest a, of which the logarithm is taken. */
  long largestSum;

  PlainIntegerLogMel(FrontEndSettings settings) {
    tables = FrontEndTables.of(settings.bands());
    exponent = settings.exponent();
    background = settings.tracked();
    estimate = new long[settings.bands()];
  }

  /** The next frame, of the 400 samples from an offset on. */
  int[] frame(short[] samples, int offset) {
    long[] power = power(samples, offset);
    int[] units = new int[estimate.length];
    for (int band = 0; band < units.length; band++) {
      long sum = 1L << 44 - exponent;
      int[] weights = tables.bands().get(band).weights();
      for (int i = 0; i < weights.length; i++) {
        sum =
            Math.addExact(
                sum, Math.multiplyExact(weights[i], power[tables.bands().get(band).first() + i]));
      }
      largestSum = Math.max(largestSum, sum);
      long fine = (log2(sum) - (44L - exponent << 16)) * 45_426 + (1 << 21) >> 22;
      units[band] = (int) Math.min(255, foreground(band, fine) + 32 >> 6);
    }
    started = true;
    return units;
  }

  private long foreground(int band, long fine) {
    if (background.isEmpty()) {
      return fine;
    }
    BackgroundSettings settings = background.get();
    long distance = (fine << 8) - estimate[band];
    if (!started) {
      estimate[band] = fine << 8;
    } else if (distance > 0) {
      estimate[band] += distance >> settings.rise();
    } else {
      estimate[band] += distance >> settings.fall();
    }
    return Math.max(0, fine - (settings.share() * (estimate[band] >> 8) >> 8));
  }

  private long[] power(short[] samples, int offset) {
    long[] re = new long[256];
    long[] im = new long[256];
    for (int i = 0; i < 400; i++) {
      long y = (long) samples[offset + i] * tables.window()[i] + (1 << 14) >> 15;
      int at = Integer.reverse(i / 2) >>> 24;
      (i % 2 == 0 ? re : im)[at] = y;
    }
    for (int half = 1; half < 256; half *= 2) {
      for (int low = 0; low < 256; low++) {
        if ((low & half) == 0) {
          int angle = low % half * (256 / half);
          int high = low + half;
          long turnedRe = turnedRe(re[high], im[high], angle);
          long turnedIm = turnedIm(re[high], im[high], angle);
          re[high] = re[low] - turnedRe;
          im[high] = im[low] - turnedIm;
          re[low] += turnedRe;
          im[low] += turnedIm;
        }
      }
    }
    long[] power = new long[257];
    for (int k = 0; k <= 256; k++) {
      int p = k % 256;
      int q = (256 - k) % 256;
      long sumRe = re[p] + re[q] + turnedRe(im[p] + im[q], re[q] - re[p], k);
      long sumIm = im[p] - im[q] + turnedIm(im[p] + im[q], re[q] - re[p], k);
      largestBin = Math.max(largestBin, Math.max(Math.abs(sumRe), Math.abs(sumIm)));
      power[k] = sumRe * sumRe + sumIm * sumIm;
    }
    return power;
  }

  private long turnedRe(long re, long im, int angle) {
    return re * tables.cos()[angle] + im * tables.sin()[angle] + (1 << 13) >> 14;
  }

  private long turnedIm(long re, long im, int angle) {
    return im * tables.cos()[angle] - re * tables.sin()[angle] + (1 << 13) >> 14;
  }

  private long log2(long value) {
    int position = 63 - Long.numberOfLeadingZeros(value);
    long fraction =
        (position >= 23 ? value >> position - 23 : value << 23 - position) & (1 << 23) - 1;
    int i = (int) (fraction >> 16);
    long step = tables.log2()[i + 1] - tables.log2()[i];
    return ((long) position << 16)
        + tables.log2()[i]
        + (step * (fraction & (1 << 16) - 1) + (1 << 15) >> 16);
  }
}
