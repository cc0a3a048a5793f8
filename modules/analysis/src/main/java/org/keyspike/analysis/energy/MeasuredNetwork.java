package org.keyspike.analysis.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.analysis.study.Workload;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.AccuracyInterval;
import org.keyspike.evaluation.ClipScore;
import org.keyspike.evaluation.Decision;
import org.keyspike.evaluation.SpeakerMean;
import org.keyspike.hardware.ByteBreakdown;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerBlock;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.energy.Energy;
import org.keyspike.simulator.energy.EnergyModel;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.verification.Clips;

/**
 * A weight image as it answered its test part: the bits of the image were scored, and what they
 * said to some of the clips is what cycles and energy are counted from.
 */
public final class MeasuredNetwork {
  private static final int FRAMES_A_SECOND = FrontEndSettings.FRAME_RATE;
  private static final double MILLION = 1e6;

  private final EnergyRow.TestScore score;
  private final double zeros;
  private final Workload workload;

  /**
   * Runs it over clips.
   *
   * @param clips of the test part, all of which are scored
   * @param most clips that costs are counted of, spread evenly
   * @throws IllegalArgumentException if there are no clips
   */
  public MeasuredNetwork(WeightImage image, LabelledFeatures clips, int most) {
    List<byte[]> features = new ArrayList<>();
    List<Trace> traces = new ArrayList<>();
    IntegerNetwork network = new IntegerNetwork(image.model());
    int classes = image.model().readout().classes();
    int counted = Math.min(most, clips.size());
    List<ClipScore> scores = new ArrayList<>();
    int correct = 0;
    int answers = 0;
    long silent = 0;
    long outputs = 0;
    for (int clip = 0; clip < clips.size(); clip++) {
      byte[] values = Clips.quantized(clips, clip);
      Trace trace = Trace.of(network, values);
      int[] labels = clips.labels(clip);
      int right = 0;
      for (int i = 0; i < labels.length; i++) {
        right += Decision.of(trace.logits(), i * classes, classes) == labels[i] ? 1 : 0;
      }
      correct += right;
      answers += labels.length;
      scores.add(new ClipScore(new Accuracy(right, labels.length), clips.speaker(clip)));
      for (byte[] layer : trace.spikes()) {
        outputs += layer.length;
        for (byte output : layer) {
          silent += output == 0 ? 1 : 0;
        }
      }
      if (traces.size() < counted
          && clip == (int) ((long) traces.size() * clips.size() / counted)) {
        features.add(values);
        traces.add(trace);
      }
    }
    workload = new Workload(image, features, traces);
    double accuracy = new Accuracy(correct, answers).value();
    score =
        new EnergyRow.TestScore(
            accuracy,
            SpeakerMean.of(scores).orElse(accuracy),
            Optional.of(AccuracyInterval.of(scores)),
            Optional.empty());
    zeros = (double) silent / outputs;
  }

  /** The clips that costs are counted of, for people. */
  public String clips() {
    return workload.traces().size() + " clips of the test part";
  }

  /** The network with what the machine has. */
  public EnergyRow row(
      RivalKind kind, Architecture machine, EnergyTable table, EnergyRow.Source source) {
    Counts counts = workload.counts(machine);
    double macs = (double) counts.total().count(Event.ACCUMULATIONS) / counts.frames();
    return row(kind, machine, table, source, counts, macs);
  }

  /** The network on the same machine without zero-skipping; one that was cut is cut anew. */
  public EnergyRow denseRow(Architecture machine, EnergyTable table, EnergyRow.Source source) {
    WeightImage image = workload.image();
    Architecture without = machine.without(Mechanism.ZERO_SKIPPING);
    Architecture dense =
        FittedMachine.fits(machine, image) ? FittedMachine.like(without, image) : without;
    return row(
        RivalKind.DENSE, dense, table, source, workload.counts(dense), denseMacs(image.model()));
  }

  /** What a machine is called on the table: its memories are those of each network. */
  public static String label(Architecture machine) {
    return machine.name() + ", " + machine.lanes() + " lanes, " + machine.clockHz() + " Hz";
  }

  private EnergyRow row(
      RivalKind kind,
      Architecture machine,
      EnergyTable table,
      EnergyRow.Source source,
      Counts counts,
      double macs) {
    WeightImage image = workload.image();
    Energy energy = EnergyModel.of(table, machine, image).realTime(counts, machine.clockHz());
    return new EnergyRow(
        kind,
        kind.title(),
        score,
        new EnergyRow.Size(ByteBreakdown.of(image).loaded(), machine.memoryBytes()),
        new EnergyRow.Work(zeros, macs * FRAMES_A_SECOND / MILLION, counts.meanCyclesPerFrame()),
        new EnergyRow.Joules(energy.microwatts(), energy.idleMicrowatts()),
        label(machine),
        table.name(),
        List.of(source));
  }

  /** All weights with all bits of all inputs, in every step of a frame, but for the decision. */
  static double denseMacs(IntegerModel model) {
    if (model instanceof StateSpaceModel space) {
      return denseMacs(space);
    }
    int steps = model.timeSteps();
    long macs = 0;
    int bits = model.encoder() instanceof IntegerEncoder.Direct ? Byte.SIZE : 1;
    for (IntegerLayer layer : model.layers()) {
      macs += (long) bits * steps * size(layer.weight());
      bits = layer.code().bits();
      macs += (long) bits * steps * layer.recurrent().map(MeasuredNetwork::size).orElse(0L);
    }
    return macs + (double) bits * steps * size(model.readout().matrices().get(0));
  }

  /** The same of the maps of a state space; what states take and give is no weight. */
  private static double denseMacs(StateSpaceModel model) {
    int first = model.encoder() instanceof IntegerEncoder.Direct ? Byte.SIZE : 1;
    double macs = (double) first * size(model.stream().embedding().weight());
    int bits = model.code().bits();
    for (IntegerBlock block : model.blocks()) {
      macs += (double) bits * (size(block.in().weight()) + size(block.out().weight()));
    }
    return macs + (double) bits * size(model.readout().matrices().get(0));
  }

  private static long size(IntegerMatrix matrix) {
    return (long) matrix.rows() * matrix.columns();
  }
}
