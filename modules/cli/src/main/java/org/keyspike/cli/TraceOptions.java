package org.keyspike.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.trace.CycleSink;
import org.keyspike.simulator.trace.TextTrace;
import org.keyspike.simulator.trace.VcdTrace;
import org.keyspike.verification.Clips;
import picocli.CommandLine.Option;

/** Every cycle of a window of frames. */
final class TraceOptions {
  private static final Pattern WINDOW = Pattern.compile("(\\d{1,8})(?:-(\\d{1,8}))?");

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Instead of running all clips writes every cycle of some frames of one: a value change dump for GTKWave if the"
              + " name ends in .vcd, else one line a cycle.")
  private Path file;

  @Option(
      names = "--clip",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "With --trace: which clip, from 0.")
  private int clip;

  @Option(
      names = "--frames",
      paramLabel = "FIRST-LAST",
      defaultValue = "0-9",
      description = "With --trace: which frames, from 0; default: ${DEFAULT-VALUE}.")
  private String frames;

  private record Answer(String trace, int clip, int firstFrame, int lastFrame, long cycles) {}

  boolean asked() {
    return file != null;
  }

  int run(WeightImage image, Architecture machine, LabelledFeatures clips, Console console)
      throws IOException {
    if (clip < 0 || clip >= clips.size()) {
      throw new InputException("--clip", String.valueOf(clip), "0 to " + (clips.size() - 1));
    }
    Matcher window = WINDOW.matcher(frames);
    int last = clips.frames(clip) - 1;
    if (!window.matches()
        || Integer.parseInt(window.group(1)) > last
        || (window.group(2) != null
            && Integer.parseInt(window.group(2)) < Integer.parseInt(window.group(1)))) {
      throw new InputException(
          "--frames", frames, "FIRST-LAST within 0-" + last + ", the frames of the clip");
    }
    int from = Integer.parseInt(window.group(1));
    int to = window.group(2) == null ? from : Math.min(last, Integer.parseInt(window.group(2)));
    long[] cycles = {0};
    Machine traced = new Machine(image, machine);
    byte[] features = Clips.quantized(clips, clip);
    AtomicFiles.write(
        file,
        out -> {
          Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
          if (file.toString().endsWith(".vcd")) {
            try (VcdTrace vcd = new VcdTrace(text, machine.clockHz())) {
              traced.trace(features, from, to, counting(vcd, cycles));
            }
          } else {
            traced.trace(features, from, to, counting(new TextTrace(text), cycles));
          }
          text.flush();
        });
    console.answer(
        new Answer(file.toString(), clip, from, to, cycles[0]),
        file + ": " + cycles[0] + " cycles of frames " + from + " to " + to);
    return ExitCode.DONE;
  }

  private static CycleSink counting(CycleSink sink, long[] cycles) {
    return cycle -> {
      cycles[0]++;
      sink.accept(cycle);
    };
  }
}
