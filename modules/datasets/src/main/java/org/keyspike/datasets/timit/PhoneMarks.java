package org.keyspike.datasets.timit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.io.InputException;

/**
 * The phones of an utterance: a {@code .PHN} file, whose lines are first sample, end sample, phone.
 *
 * @param ends the sample after each phone, rising
 * @param classes each phone's training class, as an index
 */
record PhoneMarks(long[] ends, int[] classes) {
  private static final Pattern LINE = Pattern.compile("(\\d{1,15})\\s+(\\d{1,15})\\s+(\\S+)");

  /**
   * Reads a file. The glottal stop has no training class: its samples go to the phone after it, of
   * which it is mostly the onset, or at the end to the one before.
   *
   * @throws InputException if a line is not as it should be, a phone is unknown or ends before it
   *     begins, phones are not in order, or there are none
   */
  static PhoneMarks read(Path file) throws IOException {
    List<Long> ends = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    InputException.requireNoPipe(file, "phones of a recording");
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    long last = 0;
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      if (line.isEmpty()) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new InputException(
            file, "line " + number, "\"" + line + "\"", "first sample, end sample, phone");
      }
      long end = Long.parseLong(matcher.group(2));
      if (Long.parseLong(matcher.group(1)) > end || end < last) {
        throw new InputException(
            file, "line " + number, "\"" + line + "\"", "phones in order, after " + last);
      }
      last = end;
      String phone = matcher.group(3);
      String trained = TimitPhones.trained(phone);
      if (trained != null) {
        ends.add(end);
        classes.add(TimitPhones.TRAINING_CLASSES.indexOf(trained));
      } else if (!phone.equals(TimitPhones.GLOTTAL_STOP)) {
        throw new InputException(
            file,
            "line " + number,
            "phone " + phone,
            "one of " + String.join(" ", TimitPhones.transcribed()));
      }
    }
    if (ends.isEmpty()) {
      throw new InputException(file, "phones", "none", "at least one");
    }
    return new PhoneMarks(
        ends.stream().mapToLong(Long::longValue).toArray(),
        classes.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * One phone a frame, as its place in the transcript: the phone that holds the centre of the
   * frame's window, sample 160·(t+1)−200. What lies before the first phone counts to the first,
   * what lies after the last to the last, a gap to the phone after it.
   *
   * @param frames T
   * @param fileRate samples per second that the marks count in
   * @return (T) indices of phones, not falling
   */
  int[] places(int frames, int fileRate) {
    int[] places = new int[frames];
    Arrays.setAll(places, t -> at(centre(t) * fileRate / FrontEndSettings.SAMPLE_RATE));
    return places;
  }

  private int at(long sample) {
    int phone = 0;
    while (phone < ends.length - 1 && sample >= ends[phone]) {
      phone++;
    }
    return phone;
  }

  private static long centre(int frame) {
    return (long) FrontEndSettings.HOP * (frame + 1) - FrontEndSettings.WINDOW / 2;
  }
}
