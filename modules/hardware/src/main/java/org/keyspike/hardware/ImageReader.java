package org.keyspike.hardware;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerVector;
import org.keyspike.io.InputException;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.SpecException;

/** A reader of weight images: a whole one, checked in every part, or none. */
public final class ImageReader {
  private final String file;
  private final SectionFile sections;
  private int lanes;
  private int bits;

  private ImageReader(String file, SectionFile sections) {
    this.file = file;
    this.sections = sections;
  }

  /**
   * Reads a file.
   *
   * @throws CorruptImageException if it is no weight image, was cut short or changed, or
   *     contradicts itself
   * @throws ImageTooOldException if its format version is no longer read
   * @throws ImageTooNewException if its format version is not known yet
   */
  public static WeightImage read(Path file) throws IOException {
    return parse(file.toString(), SectionFile.load(ImageFormat.FILE, file));
  }

  /**
   * Reads the bytes of a file.
   *
   * @param file its name, for messages
   * @throws InputException as {@link #read}
   */
  public static WeightImage parse(String file, byte[] content) throws InputException {
    SectionFile sections = SectionFile.decode(ImageFormat.FILE, file, content);
    try {
      WeightImage image = new ImageReader(file, sections).image();
      image.model();
      sections.end(ImageWriter.sections(image, sections.version()).keySet());
      return image;
    } catch (SpecException e) {
      throw new CorruptImageException(
          file, "content", "\"" + e.getMessage() + "\"", "a network that can be");
    }
  }

  private WeightImage image() throws CorruptImageException {
    SectionInput in = sections.take(new SectionKey(ImageFormat.NETWORK, 0));
    int bands = in.between("bands", in.size("bands"), 1, ImageFormat.MOST_BANDS);
    boolean whole = sections.version() >= ImageFormat.WHOLE_SINCE;
    FrontEndSettings frontEnd =
        whole
            ? FrontEndSection.read(
                sections.take(new SectionKey(ImageFormat.FRONT_END, 0)), sections.version())
            : new FrontEndSettings(bands, FrontEndSection.gain(in));
    FeatureSpec features = FeatureSpec.of(frontEnd).withBands(bands);
    int kind =
        in.between("encoder", in.u8("encoder"), ImageFormat.RESIDUAL, ImageFormat.STEP_FORWARD);
    int timeSteps = in.between("timeSteps", in.u8("timeSteps"), 1, 2);
    bits = in.between("weightBits", in.u8("weightBits"), 2, 8);
    int membraneBits = in.u8("membraneBits");
    lanes = in.between("lanes", in.u16("lanes"), 1, Arithmetic.LARGEST_LANES);
    IntegerEncoder encoder = encoder(kind, bands);
    boolean blocks = sections.version() >= ImageFormat.BLOCKS_SINCE;
    BackboneImage backbone =
        blocks ? stateSpace(in, encoder.channels(bands)) : layers(in, encoder.channels(bands));
    requireNeeded(backbone);
    ReadoutImage readout =
        readout(
            in,
            backbone.maps(),
            backbone instanceof StateSpaceImage space
                ? space.shape().width()
                : backbone.sizes().get(backbone.sizes().size() - 1));
    in.end();
    int classes = readout.matrices().get(readout.matrices().size() - 1).rows();
    Optional<IntegerDetectorSettings> detector = detector(whole, readout, classes);
    ImageDescription description =
        new ImageDescription(kept(bands, backbone), classes(classes), provenance());
    Arithmetic arithmetic = new Arithmetic(timeSteps, bits, membraneBits, lanes);
    InputImage input = new InputImage(features, encoder);
    WeightImage image =
        whole
            ? new WeightImage(input, backbone, readout, arithmetic, description, detector)
            : new WeightImage(input, backbone, readout, arithmetic, description);
    int made = image.frontEnd().bands();
    if (whole && frontEnd.bands() != made) {
      throw new CorruptImageException(
          file,
          new SectionKey(ImageFormat.FRONT_END, 0) + " bands",
          frontEnd.bands(),
          made + ", of which " + bands + " reach the network");
    }
    return image;
  }

  private LayersImage layers(SectionInput in, long channels) throws CorruptImageException {
    int count = in.u16("layers");
    if (count == 0) {
      throw in.corrupt("layers", 0, "at least 1");
    }
    List<LayerImage> layers = new ArrayList<>();
    long inputs = channels;
    for (int l = 0; l < count; l++) {
      int neurons = extent(in, "neurons");
      layers.add(
          layer(l, neurons, inputs, in.between("neuron kind", in.u8("neuron kind"), 0, kinds())));
      inputs = neurons;
    }
    return new LayersImage(layers);
  }

  private StateSpaceImage stateSpace(SectionInput in, long channels) throws CorruptImageException {
    StateSpaceSections.Described said = StateSpaceSections.described(in);
    return StateSpaceSections.read(
        said,
        channels,
        new StateSpaceSections.Source() {
          @Override
          public PackedMatrix matrix(SectionKey key, int rows, long columns)
              throws CorruptImageException {
            return ImageReader.this.matrix(key, rows, columns);
          }

          @Override
          public IntegerVector shorts(SectionKey key, int count) throws CorruptImageException {
            return ImageReader.this.shorts(key, count);
          }

          @Override
          public SectionInput take(SectionKey key) throws CorruptImageException {
            return sections.take(key);
          }
        });
  }

  /** All bits of a kind of neuron that the format version knows. */
  private int kinds() {
    int old = ImageFormat.RECURRENT | ImageFormat.ADAPTIVE;
    return sections.version() < ImageFormat.CODES_SINCE
        ? old
        : old | ImageFormat.CODED | ImageFormat.DELAYED;
  }

  /**
   * What is of version 5 or 6 has something that the version before cannot hold, so that bytes are
   * unique.
   */
  private void requireNeeded(BackboneImage backbone) throws CorruptImageException {
    int needed = backbone.since();
    if (sections.version() >= ImageFormat.CODES_SINCE
        && sections.version() < ImageFormat.PCEN_SINCE
        && sections.version() > needed) {
      throw new CorruptImageException(
          file,
          "format version",
          sections.version(),
          needed
              + (needed < ImageFormat.CODES_SINCE
                  ? " without codes of outputs or delays"
                  : " without a reset to zero"));
    }
  }

  private Optional<IntegerDetectorSettings> detector(
      boolean whole, ReadoutImage readout, int classes) throws CorruptImageException {
    return whole && readout instanceof ReadoutImage.Keyword
        ? Optional.of(
            DetectorSection.read(sections.take(new SectionKey(ImageFormat.DETECTOR, 0)), classes))
        : Optional.empty();
  }

  private IntegerEncoder encoder(int kind, int bands) throws CorruptImageException {
    if (kind == ImageFormat.DIRECT) {
      return new IntegerEncoder.Direct();
    }
    SectionInput in = sections.take(new SectionKey(ImageFormat.STEPS, 0));
    IntegerVector coarse = shorts(in, "coarse steps", bands);
    IntegerEncoder encoder =
        kind == ImageFormat.STEP_FORWARD
            ? new IntegerEncoder.StepForward(coarse)
            : new IntegerEncoder.Residual(coarse, shorts(in, "fine steps", bands));
    in.end();
    return encoder;
  }

  private LayerImage layer(int l, int neurons, long inputs, int kind) throws CorruptImageException {
    SectionInput shifts = sections.take(new SectionKey(ImageFormat.SHIFTS, l));
    int shiftWeight = shifts.u8("shift of W");
    int shiftRecurrent = shifts.u8("shift of U");
    shifts.end();
    SectionInput in = sections.take(new SectionKey(ImageFormat.LEAKS, l));
    IntegerVector leak = unsignedBytes(in, "leaks", neurons);
    in.end();
    return new LayerImage(
        matrix(ImageFormat.weights(l), neurons, inputs),
        (kind & ImageFormat.RECURRENT) != 0
            ? Optional.of(matrix(ImageFormat.recurrentWeights(l), neurons, neurons))
            : Optional.empty(),
        shorts(new SectionKey(ImageFormat.BIASES, l), neurons),
        leak,
        shorts(new SectionKey(ImageFormat.THRESHOLDS, l), neurons),
        (kind & ImageFormat.ADAPTIVE) != 0 ? Optional.of(adaptation(l, neurons)) : Optional.empty(),
        shiftWeight,
        shiftRecurrent,
        (kind & ImageFormat.CODED) != 0
            ? CodeSection.read(
                sections.take(new SectionKey(ImageFormat.CODE, l)), sections.version())
            : IntegerCode.SPIKES,
        (kind & ImageFormat.DELAYED) != 0
            ? Optional.of(
                DelaySection.read(sections.take(new SectionKey(ImageFormat.DELAYS, l)), inputs))
            : Optional.empty());
  }

  private IntegerAdaptation adaptation(int l, int neurons) throws CorruptImageException {
    SectionInput in = sections.take(new SectionKey(ImageFormat.ADAPTATION, l));
    IntegerAdaptation adaptation =
        new IntegerAdaptation(
            unsignedBytes(in, "leaks", neurons),
            signedBytes(in, "couplings", neurons),
            shorts(in, "jumps", neurons));
    in.end();
    return adaptation;
  }

  private ReadoutImage readout(SectionInput in, int layers, long inputs)
      throws CorruptImageException {
    boolean frameWise = oneOf(in, "readout", ImageFormat.KEYWORD, ImageFormat.FRAME_WISE) != 0;
    int classes = extent(in, "classes");
    int logitFraction = in.i8("logitFraction");
    if (frameWise) {
      return new ReadoutImage.FrameWise(
          matrix(ImageFormat.weights(layers), classes, inputs),
          shorts(new SectionKey(ImageFormat.BIASES, layers), classes),
          logitFraction);
    }
    int hidden = extent(in, "hidden");
    int frames = in.size("frames");
    SectionInput shift = sections.take(new SectionKey(ImageFormat.SHIFTS, layers));
    int hiddenShift = shift.u8("shift of the hidden layer");
    shift.end();
    return new ReadoutImage.Keyword(
        matrix(ImageFormat.weights(layers), hidden, inputs),
        shorts(new SectionKey(ImageFormat.BIASES, layers), hidden),
        hiddenShift,
        matrix(ImageFormat.weights(layers + 1), classes, hidden),
        shorts(new SectionKey(ImageFormat.BIASES, layers + 1), classes),
        frames,
        logitFraction);
  }

  private PackedMatrix matrix(SectionKey key, int rows, long columns) throws CorruptImageException {
    WeightWord word = new WeightWord(bits, lanes, perWord(ImageFormat.nonZeros(key)));
    SectionInput in = sections.take(key);
    byte[] words = in.raw("weight words", PackedMatrix.bytes(rows, columns, word));
    in.end();
    try {
      return new PackedMatrix(rows, Math.toIntExact(columns), word, words);
    } catch (IllegalArgumentException e) {
      throw in.corrupt("weight words", e.getMessage(), "words as they are packed");
    }
  }

  private int perWord(SectionKey key) throws CorruptImageException {
    if (!sections.has(key)) {
      return lanes;
    }
    SectionInput in = sections.take(key);
    if (sections.version() < ImageFormat.COMPRESSED_SINCE) {
      throw in.corrupt(
          "format version",
          sections.version(),
          ImageFormat.COMPRESSED_SINCE + " or newer with a compressed matrix");
    }
    int perWord = in.between("weights of a word", in.u16("weights of a word"), 1, lanes - 1);
    in.end();
    return perWord;
  }

  private IntegerVector shorts(SectionKey key, int count) throws CorruptImageException {
    SectionInput in = sections.take(key);
    IntegerVector values = shorts(in, "values", count);
    in.end();
    return values;
  }

  private static IntegerVector shorts(SectionInput in, String field, int count)
      throws CorruptImageException {
    byte[] bytes = in.raw(field, 2L * count);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8);
    }
    return new IntegerVector(values);
  }

  private static IntegerVector unsignedBytes(SectionInput in, String field, int count)
      throws CorruptImageException {
    byte[] bytes = in.raw(field, count);
    int[] values = new int[count];
    Arrays.setAll(values, i -> bytes[i] & 0xFF);
    return new IntegerVector(values);
  }

  private static IntegerVector signedBytes(SectionInput in, String field, int count)
      throws CorruptImageException {
    byte[] bytes = in.raw(field, count);
    int[] values = new int[count];
    Arrays.setAll(values, i -> bytes[i]);
    return new IntegerVector(values);
  }

  private List<KeptIndices> kept(int bands, BackboneImage backbone) throws CorruptImageException {
    List<KeptIndices> maps = new ArrayList<>();
    int places = backbone instanceof LayersImage ? backbone.sizes().size() : 0;
    for (int place = 0; place <= places; place++) {
      SectionKey key = new SectionKey(ImageFormat.KEPT, place);
      if (sections.has(key)) {
        SectionInput in = sections.take(key);
        int original = in.size("original");
        int count = place == KeptIndices.BANDS ? bands : backbone.sizes().get(place - 1);
        List<Integer> kept = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          kept.add(in.u16("kept"));
        }
        in.end();
        ImageDescription.requireOriginal(place, original);
        maps.add(new KeptIndices(place, original, kept));
      }
    }
    return maps;
  }

  private List<String> classes(int count) throws CorruptImageException {
    SectionInput in = sections.take(new SectionKey(ImageFormat.CLASSES, 0));
    List<String> names = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      names.add(in.text("name of class " + k));
    }
    in.end();
    return names;
  }

  private Map<String, String> provenance() throws CorruptImageException {
    SectionInput in = sections.take(new SectionKey(ImageFormat.PROVENANCE, 0));
    Map<String, String> entries = new TreeMap<>();
    int count = in.size("entries");
    String previous = null;
    for (int i = 0; i < count; i++) {
      String key = in.text("key");
      if (previous != null && key.compareTo(previous) <= 0) {
        throw in.corrupt("key", key + " after " + previous, "keys that ascend");
      }
      entries.put(key, in.text("value"));
      previous = key;
    }
    in.end();
    return entries;
  }

  private static int extent(SectionInput in, String field) throws CorruptImageException {
    return in.between(field, in.size(field), 1, ImageFormat.LARGEST_EXTENT);
  }

  private static int oneOf(SectionInput in, String field, int first, int second)
      throws CorruptImageException {
    return in.between(field, in.u8(field), first, second);
  }
}
