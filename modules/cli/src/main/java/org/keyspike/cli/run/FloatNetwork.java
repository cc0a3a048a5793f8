package org.keyspike.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The trained network of a run, for other runs that differ in how they compress it. */
public final class FloatNetwork {
  private FloatNetwork() {}

  /**
   * Copies what the stage train left. Where the other run's recipe asks for another network, its
   * own stage finds that and trains anew.
   *
   * @param from a run that has trained; nothing is done if it has not
   * @param to a run folder, with or without anything in it
   */
  public static void share(RunFolder from, RunFolder to) throws IOException {
    Ledger.Entry entry = Ledger.open(from).entry(TrainStage.NAME);
    if (entry == null) {
      return;
    }
    for (String output : entry.outputs().keySet()) {
      Path target = to.path().resolve(output);
      Files.createDirectories(target.getParent());
      Path beside = target.resolveSibling(target.getFileName() + ".copy");
      Files.copy(from.path().resolve(output), beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    }
    Ledger.open(to).done(TrainStage.NAME, entry);
  }
}
