package org.keyspike.experiment.cluster;

/**
 * One pass over a folder of sound files.
 *
 * @param folder as its file system names it: a path, or a URI such as {@code s3a://BUCKET/FOLDER}
 * @param out folder for the results, likewise; what an earlier pass left there is gone on with
 */
public record FolderPass(String folder, String out) {}
