package org.keyspike.network;

/**
 * The ranges that adaptive neurons by time constants start from.
 *
 * @param membraneFrames range of τ_u, frames
 * @param adaptationFrames range of τ_w, frames
 * @param strength range of a′, from 0 to 1
 * @param jump range of γ′, from 0 to 2
 */
public record TimeConstantValues(
    Range membraneFrames, Range adaptationFrames, Range strength, Range jump) {

  /** What the kinds name. */
  public static final TimeConstantValues USUAL =
      new TimeConstantValues(
          TimeConstantDynamics.MEMBRANE.initial(),
          TimeConstantDynamics.ADAPTATION.initial(),
          TimeConstantDynamics.STRENGTH.initial(),
          TimeConstantDynamics.RELATIVE_JUMP.initial());

  public TimeConstantValues {
    TimeConstantDynamics.MEMBRANE.requireInitial("timeConstants.membraneFrames", membraneFrames);
    TimeConstantDynamics.ADAPTATION.requireInitial(
        "timeConstants.adaptationFrames", adaptationFrames);
    TimeConstantDynamics.STRENGTH.requireInitial("timeConstants.strength", strength);
    TimeConstantDynamics.RELATIVE_JUMP.requireInitial("timeConstants.jump", jump);
  }
}
