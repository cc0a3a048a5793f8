/**
 * The curves of a training as TensorBoard reads them: event files, a folder for each training.
 *
 * <p>An event file is a TFRecord file: records one after another, each
 *
 * <table>
 * <caption>Record; little-endian</caption>
 * <tr><th>type</th><th>field</th></tr>
 * <tr><td>u64</td><td>n, the length of the data</td></tr>
 * <tr><td>u32</td><td>masked CRC-32C of these 8 bytes: ((c &gt;&gt; 15) | (c &lt;&lt; 17)) + 0xa282ead8</td></tr>
 * <tr><td>n bytes</td><td>an event</td></tr>
 * <tr><td>u32</td><td>masked CRC-32C of the event</td></tr>
 * </table>
 *
 * <p>An event is a message of protocol buffers. Of the fields that there are, these are written:
 *
 * <pre>
 * Event    double wall_time = 1;  int64 step = 2;  string file_version = 3;  Summary summary = 5
 * Summary  repeated Value value = 1
 * Value    string tag = 1;  float simple_value = 2
 * </pre>
 *
 * <p>The first event of a file has only its time and the version {@code brain.Event:2}. Then there
 * is one for each epoch, with the epoch as its step and a value for every curve. Files grow at
 * their end and are never replaced, as TensorBoard goes on reading an open file; what a kill left
 * behind the last epoch that counts is cut off.
 */
package org.keyspike.pipeline.tensorboard;
