package org.keyspike.report.html;

import java.util.List;
import java.util.Optional;

/**
 * A part of a page.
 *
 * @param id letters, digits and hyphens, its place in links
 * @param title of it
 * @param blocks what stands in it, in order
 */
public record Section(String id, String title, List<Block> blocks) {
  public Section {
    blocks = List.copyOf(blocks);
  }

  /** One that a run has nothing for. */
  public static Section leftOut(String id, String title, String why, String command) {
    return new Section(id, title, List.of(new Block.LeftOut(why, command)));
  }

  /** Why there is nothing in it; empty if there is something. */
  public Optional<String> whyLeftOut() {
    return blocks.stream().allMatch(block -> block instanceof Block.LeftOut)
        ? Optional.of(
            blocks.stream().map(block -> ((Block.LeftOut) block).why()).findFirst().orElse("empty"))
        : Optional.empty();
  }
}
