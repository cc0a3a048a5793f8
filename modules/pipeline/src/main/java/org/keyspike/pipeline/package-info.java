/**
 * A run: the stages from a recipe to a verified weight image, each skipped if nothing changed.
 *
 * <p>Data flow: a {@link org.keyspike.pipeline.recipe.Recipe} → features (prepare) → list of clips
 * (clips) → float checkpoint (train) → where a recipe asks for it, round by round, what it takes
 * for a word (mine-1) and the checkpoint that has learned from that (retrain-1) → where every frame
 * has a label, from frames to phones (decode) → pruned → folded → quantized checkpoint → where a
 * recipe names recordings, the same adapted to them (adapt) → weight image and known answers
 * (export) → {@link org.keyspike.pipeline.results.Results} (verify). A {@link
 * org.keyspike.pipeline.Stage} says what its result depends on; {@link
 * org.keyspike.pipeline.Pipeline} hashes that to a key, and does the stage unless the {@link
 * org.keyspike.pipeline.StageLedger} has the same key and the outputs still have the content it
 * noted. Every file is written beside and renamed and the ledger last, so that a kill at any moment
 * costs at most the stage it hit; training goes on from its last epoch.
 *
 * <h2>Run folder</h2>
 *
 * <table>
 * <caption>Files</caption>
 * <tr><th>name</th><th>content</th></tr>
 * <tr><td>recipe.yaml</td><td>the recipe with every default and override in it</td></tr>
 * <tr><td>environment.json</td><td>{@code keyspike}, {@code java}, {@code vm}, {@code os}, {@code
 * architecture}, {@code cores}, {@code heapBytes}</td></tr>
 * <tr><td>log.txt</td><td>what happened, appended run after run</td></tr>
 * <tr><td>trained-on.bin</td><td>{@link org.keyspike.datasets.contamination.TrainedClips}: the clips
 * of the training and validation part and the talk that was listened to, as hashes</td></tr>
 * <tr><td>metrics.jsonl</td><td>one line an epoch of the stages train, prune, quantize, in the form
 * of {@link org.keyspike.training}</td></tr>
 * <tr><td>checkpoints/float, pruned, folded, quantized.safetensors</td><td>{@link
 * org.keyspike.network.Checkpoint}; pruned-1, … before pruned where a recipe prunes more than
 * once</td></tr>
 * <tr><td>checkpoints/trained, mined-1, ….safetensors</td><td>before mining and after each round but
 * the last, where something is mined</td></tr>
 * <tr><td>checkpoints/unadapted.safetensors</td><td>the quantized one before it was adapted, where it
 * was</td></tr>
 * <tr><td>adaptation.json</td><td>{@link org.keyspike.pipeline.adaptation.AdaptedSpeakers}: what
 * recordings were worth, where a network was adapted to some</td></tr>
 * <tr><td>mining/round-1, …</td><td>{@link org.keyspike.pipeline.mining.MinedClips}: the clips of a
 * round and their list</td></tr>
 * <tr><td>mining/after-1.json, …</td><td>{@link org.keyspike.pipeline.mining.RoundCheck}: the validation
 * stream after a round</td></tr>
 * <tr><td>decoder.json</td><td>{@link org.keyspike.verification.Decoding}, where every frame has a
 * label</td></tr>
 * <tr><td>detector.json</td><td>{@link org.keyspike.pipeline.detection.DetectorChoice}: the detector of
 * the image and how it was chosen, where a clip has one label</td></tr>
 * <tr><td>image.kswi</td><td>{@link org.keyspike.hardware.WeightImage}</td></tr>
 * <tr><td>answers.kska</td><td>{@link org.keyspike.hardware.KnownAnswers} to clips of the validation
 * part</td></tr>
 * <tr><td>validation/float, pruned, folded, quantized.json</td><td>{@link
 * org.keyspike.pipeline.results.PartResult}: what each checkpoint scored on the validation part</td></tr>
 * <tr><td>predictions.csv</td><td>{@link org.keyspike.pipeline.results.Predictions}: the predictions
 * of every form of the network on the test part</td></tr>
 * <tr><td>test/</td><td>the same and a result for one checkpoint, where a run ended with it (runs of
 * {@code experiment.sweep})</td></tr>
 * <tr><td>saliencies.json</td><td>{@link org.keyspike.pipeline.SaliencyComparison}, where it was asked
 * for</td></tr>
 * <tr><td>quantization.json</td><td>{@link org.keyspike.compression.QuantizationReport}: ranges and
 * saturations on the integer grid</td></tr>
 * <tr><td>ledger.json</td><td>{@link org.keyspike.pipeline.results.CompressionLedger}: accuracy, bytes and work
 * of every stage</td></tr>
 * <tr><td>costs.json</td><td>{@link org.keyspike.pipeline.results.RunCosts}: cycles by stage of the machine and
 * power by component, over the test part</td></tr>
 * <tr><td>MODEL_CARD.md</td><td>{@link org.keyspike.pipeline.results.ModelCard}: what to know of the image
 * before it is used</td></tr>
 * <tr><td>page.html</td><td>a page that listens with the image, once {@code export --format html} wrote
 * it</td></tr>
 * <tr><td>report.html</td><td>{@code experiment.page}: all of this for people, in one
 * file</td></tr>
 * <tr><td>results.json</td><td>{@link org.keyspike.pipeline.results.Results}</td></tr>
 * <tr><td>stages.json</td><td>the ledger: stage → {@code key}, {@code outputs} (file → SHA-256),
 * {@code summary}</td></tr>
 * <tr><td>work/</td><td>what a stage in progress goes on from</td></tr>
 * </table>
 */
package org.keyspike.pipeline;
