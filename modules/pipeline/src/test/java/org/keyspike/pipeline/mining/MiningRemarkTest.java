package org.keyspike.pipeline.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.FalseAlarms;

class MiningRemarkTest {
  private static MinedClips round(int number, String... words) {
    return new MinedClips(
        number,
        List.of(new MinedClips.Heard("recorded talk", 0.25, 9)),
        List.of(words).stream()
            .map(word -> new MinedClips.Clip("f", "recorded talk", "s", 0, word, 0.6, true, ""))
            .toList(),
        Optional.empty());
  }

  private static ValidationAlarms alarms(int count, int missed) {
    FalseAlarms alarms = new FalseAlarms(count, 2);
    return new ValidationAlarms(
        2, count, alarms.perHour(), alarms.interval(), 80, missed, 0, Optional.empty());
  }

  @Test
  void roundsAreAddedUp() {
    List<MinedClips> rounds = List.of(round(1, "yes", "no", "yes"), round(2, "no"));
    assertEquals(
        "hard negatives were mined in 2 rounds: of 0.50 h of recorded talk that the network"
            + " listened to, 4 seconds that it took for a word joined the training part (no 2, yes"
            + " 2)",
        new MiningRemark(rounds, 0.5, Optional.empty(), Optional.empty()).text());
    String text =
        new MiningRemark(
                rounds.subList(1, 2), 0.5, Optional.of(alarms(8, 3)), Optional.of(alarms(2, 5)))
            .text();
    assertEquals(
        "hard negatives were mined in 1 round: of 0.25 h of recorded talk that the network listened"
            + " to, 1 second that it took for a word joined the training part (no 1); of the float"
            + " network on the validation stream at threshold 0.5: before "
            + new FalseAlarms(8, 2)
            + " false alarms an hour, 3 of 80 words missed; after "
            + new FalseAlarms(2, 2)
            + " false alarms an hour, 5 of 80 words missed",
        text);
  }
}
