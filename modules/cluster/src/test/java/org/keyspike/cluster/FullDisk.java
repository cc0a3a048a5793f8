package org.keyspike.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.SparkEnv;

/** The files of this machine, as they are seen by workers of which the first has a full disk. */
public final class FullDisk extends RawLocalFileSystem {
  /** The name of a file, three folders up, that says that a worker was refused. */
  static final String REFUSED = "refused";

  private static final URI NAME = URI.create("full:///");

  @Override
  public void initialize(URI name, Configuration settings) throws IOException {
    super.initialize(NAME, settings);
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return NAME.getScheme();
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short copies,
      long block,
      Progressable progress)
      throws IOException {
    requireRoom(file);
    return super.create(file, permission, overwrite, buffer, copies, block, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path file, boolean overwrite, int buffer, short copies, long block, Progressable progress)
      throws IOException {
    requireRoom(file);
    return super.create(file, overwrite, buffer, copies, block, progress);
  }

  private static void requireRoom(Path file) throws IOException {
    SparkEnv env = SparkEnv.get();
    if (env != null && env.executorId().equals("0")) {
      Path folder = file.getParent().getParent().getParent();
      Files.writeString(
          java.nio.file.Path.of(folder.toUri().getPath()).resolve(REFUSED), file.getName());
      throw new IOException("No space left on device");
    }
  }
}
