package org.keyspike.cluster;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Rows of a Parquet file, one for each sound file. */
final class RowWriter implements AutoCloseable {
  /** Columns that all rows have. */
  private static final String COMMON =
      "message file { required binary file (STRING); required int64 bytes; required binary sha256"
          + " (STRING); required double hours; required binary error (STRING); %s }";

  private final SimpleGroupFactory rows;
  private final ParquetWriter<Group> writer;

  /**
   * Begins a file.
   *
   * @param columns beside the common ones
   */
  RowWriter(Path place, String columns, Configuration settings) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType(COMMON.formatted(columns));
    rows = new SimpleGroupFactory(schema);
    writer =
        ExampleParquetWriter.builder(place)
            .withType(schema)
            .withConf(settings)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build();
  }

  /** Adds a row. */
  void write(FileLine line, SoundWork.Result result) throws IOException {
    Group row = rows.newGroup();
    row.add("file", line.file());
    row.add("bytes", line.bytes());
    row.add("sha256", line.sha256());
    row.add("hours", line.hours());
    row.add("error", line.error());
    result.row().accept(row);
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
