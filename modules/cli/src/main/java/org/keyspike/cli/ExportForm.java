package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.deploy.Listener;
import org.keyspike.deploy.c99.C99Layout;
import org.keyspike.deploy.c99.ReplayedSound;
import org.keyspike.hardware.TextExport;
import org.keyspike.hardware.TextFormat;
import org.keyspike.hardware.WeightImage;
import org.keyspike.pipeline.results.ModelCard;
import org.keyspike.rtl.BenchClips;
import org.keyspike.rtl.VerilogExport;

/** A form that {@code export --format} writes an image in; each stands for itself. */
enum ExportForm {
  /** {@link TextFormat#READMEMH}. */
  READMEMH {
    @Override
    List<Path> write(Exported network, Path out) throws IOException {
      return texts(TextFormat.READMEMH, network, out);
    }
  },
  /** {@link TextFormat#MIF}. */
  MIF {
    @Override
    List<Path> write(Exported network, Path out) throws IOException {
      return texts(TextFormat.MIF, network, out);
    }
  },
  /** {@link TextFormat#C}. */
  C {
    @Override
    List<Path> write(Exported network, Path out) throws IOException {
      return texts(TextFormat.C, network, out);
    }
  },
  /** {@link C99Layout#FOLDER}. */
  C99 {
    @Override
    List<Path> write(Exported network, Path out) throws IOException {
      return source(C99Layout.FOLDER, network, out);
    }
  },
  /** {@link C99Layout#ARDUINO}. */
  ARDUINO {
    @Override
    List<Path> write(Exported network, Path out) throws IOException {
      return source(C99Layout.ARDUINO, network, out);
    }
  },
  /** {@link PageExport}. */
  HTML {
    @Override
    Optional<Path> place(Path source) {
      return Optional.of(PageExport.place(source));
    }

    @Override
    List<Path> write(Exported network, Path out) throws IOException {
      return PageExport.write(network, out);
    }
  },
  /** {@link VerilogExport}. */
  VERILOG {
    @Override
    List<Path> write(Exported network, Path out) throws IOException {
      WeightImage image = network.image();
      List<byte[]> clips = BenchClips.of(image, network.answers());
      return VerilogExport.write(network.source(), image, network.machine(), clips, out);
    }
  };

  /** Where files go if nobody says, if they can go anywhere then. */
  Optional<Path> place(Path source) {
    return Optional.empty();
  }

  /**
   * Writes the files.
   *
   * @param out the folder, or where a form is one file, that
   * @return what was written
   */
  abstract List<Path> write(Exported network, Path out) throws IOException;

  private static List<Path> texts(TextFormat format, Exported network, Path folder)
      throws IOException {
    WeightImage image = network.image();
    List<Path> files = new ArrayList<>(TextExport.write(image, format, folder));
    files.addAll(TextExport.writeLimits(image, format, folder.resolve("limits")));
    Path card = folder.resolve("MODEL_CARD.md");
    ModelCard.alone(image, folder.resolve(WeightImage.FILE_NAME)).write(card);
    files.add(card);
    return files;
  }

  private static List<Path> source(C99Layout layout, Exported network, Path folder)
      throws IOException {
    Listener listener = Listener.of(network.source(), network.image());
    return layout.write(listener, ReplayedSound.of(listener, network.answers()), folder);
  }
}
