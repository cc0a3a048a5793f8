"use strict";
(() => {
  const RATE = 16000;
  const FRAMES = 100; // a second
  const ONE = 32768;
  const KEPT = 6000; // frames that can be looked at again: a minute
  const WAITS = -1;
  const FRAME = 0;
  const DETECTION = 2;

  const $ = id => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const root = document.documentElement;
  const classes = data.classes.length;

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const bytes = base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0));
  const signed = array => new Int8Array(array.buffer, array.byteOffset, array.byteLength);
  const seconds = frames => (frames / FRAMES).toFixed(2) + " s";
  const share = q15 => (q15 / ONE).toFixed(2);

  /** A name between underscores is no word. */
  const plain = name => name.replace(/^_(.*)_$/, "$1");

  const INVITATION = $("status").textContent;

  const status = (text, wrong = false) => {
    $("status").textContent = text;
    $("status").classList.toggle("wrong", wrong);
  };

  // ---- What was heard: the last minute of features and spikes, in rings. ----

  const rings = data.rows.map(rows => new Uint8Array(rows * KEPT));
  let frames = 0;
  let detections = [];
  let fresh = false; // whether there is something new to draw
  let until = null; // the frame that is shown last, where that is not the newest

  const store = (ring, values, at) => ring.set(values, at * values.length);

  /** Goes on by a frame; says what came of it. */
  const step = () => {
    const came = ksNext();
    if (came === WAITS) {
      return came;
    }
    const at = frames % KEPT;
    store(rings[0], ksFeatures(), at);
    if (data.rows[1] > 0) {
      store(rings[1], ksEncoder(), at);
    }
    for (let l = 2; l < rings.length; l++) {
      store(rings[l], ksOutputs(l - 2), at);
    }
    frames++;
    fresh = true;
    if (came === DETECTION) {
      detected({ frame: frames, label: ksLabel(), score: ksScore() });
    }
    return came;
  };

  const restart = rate => {
    ksRestart(rate);
    frames = 0;
    detections = [];
    until = null;
    fresh = true;
    $("detections").replaceChildren();
    $("last").textContent = "nothing yet";
    $("last").classList.add("none");
    bars.forEach(bar => show(bar, 0, false));
  };

  const detected = detection => {
    detections.push(detection);
    const word = data.classes[detection.label];
    const time = seconds(detection.frame);
    $("last").classList.remove("none");
    $("last").replaceChildren(word, make("small", {}, ` at ${time}, ${share(detection.score)}`));
    const look = make(
      "button",
      { type: "button", title: "Show it" },
      make("span", { className: "time" }, time),
      make("span", { className: "word" }, word),
      make("span", { className: "score" }, share(detection.score)));
    look.addEventListener("click", () => travel(detection.frame + 50));
    $("detections").prepend(make("li", {}, look));
    if ($("detections").children.length > 200) {
      $("detections").lastChild.remove();
    }
    const chip = chips[detection.label];
    if (chip) {
      chip.classList.add("now");
      setTimeout(() => chip.classList.remove("now"), 700);
    }
  };

  // ---- Words and posteriors. ----

  const chips = data.classes.map((name, k) => {
    if (data.thresholds[k] === 0) {
      return null;
    }
    const chip = make("li", {}, name);
    $("words").append(chip);
    return chip;
  });

  const bars = data.classes.map((name, k) => {
    const fill = make("div", { className: "fill" });
    const track = make("div", { className: "track" }, fill);
    const threshold = data.thresholds[k];
    if (threshold > 0) {
      const tick = make("div", { className: "tick" });
      tick.style.left = (100 * threshold) / ONE + "%";
      track.append(tick);
    }
    const value = make("span", { className: "value" }, "0.00");
    const bar = make("div", { className: "bar" }, make("span", { className: "name" }, plain(name)), track, value);
    bar.title = threshold > 0 ? `${name}: detected from ${share(threshold)} on` : `${plain(name)}: never detected`;
    bar.classList.toggle("never", threshold === 0);
    $("bars").append(bar);
    return { bar, fill, value };
  });

  const show = ({ bar, fill, value }, posterior, best) => {
    fill.style.transform = `scaleX(${posterior / ONE})`;
    value.textContent = share(posterior);
    bar.classList.toggle("best", best);
  };

  const showPosteriors = () => {
    const posteriors = ksPosteriors();
    const best = posteriors.indexOf(Math.max(...posteriors));
    bars.forEach((bar, k) => show(bar, posteriors[k], k === best));
  };

  const ticks = [...new Set(data.thresholds.filter(threshold => threshold > 0))];
  const never = data.classes.filter((name, k) => data.thresholds[k] === 0).map(plain);
  $("rule").textContent =
    `Ten answers a second, each on the last ${seconds(data.window)}. A word is detected when the mean of ` +
    `${data.smoothing} answers reaches its mark` +
    (ticks.length === 1 ? `, ${share(ticks[0])} for every word` : "") +
    `; then nothing for ${seconds(data.refractory)}.` +
    (never.length > 0 ? ` Never detected: ${never.join(", ")}.` : "");

  // ---- Pictures. ----

  const marks = make("canvas", { className: "marks" });
  marks.setAttribute("aria-hidden", "true");

  const captions = ["Log-mel features", "Spikes of the encoder"];
  const units = ["bands, low to high", "channels"];
  const views = data.rows.map((rows, i) => {
    if (rows === 0) {
      return null;
    }
    const canvas = make("canvas", { height: rows });
    canvas.setAttribute("role", "img");
    const caption = captions[i] || `Spikes of layer ${i - 1}`;
    const unit = `${rows} ${units[i] || "neurons"}`;
    canvas.setAttribute("aria-label", `${caption}, ${unit}, over time`);
    canvas.style.height = (i === 0 ? 2.2 * rows : Math.min(rows, 160) * 0.75) + "px";
    const figure = make("figure", {});
    if (i === 0) {
      figure.append(marks);
    }
    figure.append(canvas, make("figcaption", {}, make("span", {}, caption), make("span", {}, unit)));
    $("views").append(figure);
    return { canvas, rows, ring: rings[i], palette: null, largest: i === 0 ? 255 : data.largest[i - 1] };
  });

  function colour(name) {
    const text = getComputedStyle(root).getPropertyValue(name).trim();
    return [1, 3, 5].map(i => parseInt(text.slice(i, i + 2), 16));
  }

  /** Colours of values, as pixels. */
  const palettes = () => {
    const low = colour("--low");
    const middle = colour("--middle");
    const high = colour("--high");
    const spike = colour("--spike");
    const mix = (a, b, part) => a.map((from, c) => Math.round(from + part * (b[c] - from)));
    const pixel = ([r, g, b]) => new Uint32Array(new Uint8Array([r, g, b, 255]).buffer)[0];
    views.forEach((view, i) => {
      if (view !== null) {
        view.palette = Uint32Array.from({ length: 256 }, (_, value) => {
          if (i > 0) {
            return pixel(mix(low, spike, Math.sqrt(Math.min(1, value / view.largest))));
          }
          const loud = Math.min(1, value / 160);
          return pixel(loud < 0.5 ? mix(low, middle, 2 * loud) : mix(middle, high, 2 * loud - 1));
        });
      }
    });
    fresh = true;
  };

  const draw = () => {
    const width = Math.max(300, Math.min(1000, Math.round($("views").clientWidth)));
    const end = until === null ? Math.max(frames, width) : until;
    const begin = end - width;
    for (const view of views) {
      if (view !== null) {
        picture(view, width, begin);
      }
    }
    mark(width, begin);
    if (until === null) {
      showPosteriors();
    }
  };

  const picture = ({ canvas, rows, ring, palette }, width, begin) => {
    if (canvas.width !== width) {
      canvas.width = width;
    }
    const context = canvas.getContext("2d");
    const image = context.createImageData(width, rows);
    const pixels = new Uint32Array(image.data.buffer);
    const oldest = Math.max(0, frames - KEPT);
    for (let x = 0; x < width; x++) {
      const frame = begin + x;
      const known = frame >= oldest && frame < frames;
      const at = known ? (frame % KEPT) * rows : 0;
      for (let row = 0; row < rows; row++) {
        pixels[(rows - 1 - row) * width + x] = palette[known ? ring[at + row] : 0];
      }
    }
    context.putImageData(image, 0, 0);
  };

  /** Seconds, and words where they were detected. */
  const mark = (width, begin) => {
    const scale = window.devicePixelRatio || 1;
    const wide = marks.clientWidth;
    marks.width = Math.round(wide * scale);
    marks.height = Math.round(22 * scale);
    const context = marks.getContext("2d");
    const styles = getComputedStyle(root);
    context.scale(scale, scale);
    context.font = "12px system-ui, sans-serif";
    context.textAlign = "center";
    const x = frame => ((frame - begin) * wide) / width;
    context.fillStyle = styles.getPropertyValue("--soft");
    for (let second = Math.max(0, Math.ceil(begin / FRAMES)); second * FRAMES <= begin + width; second++) {
      context.fillRect(x(second * FRAMES), 18, 1, 4);
    }
    context.fillStyle = styles.getPropertyValue("--accent");
    context.font = "600 13px system-ui, sans-serif";
    for (const { frame, label } of detections) {
      if (frame >= begin && frame <= begin + width) {
        context.fillRect(x(frame) - 1, 16, 2, 6);
        const word = data.classes[label];
        const half = context.measureText(word).width / 2 + 1;
        context.fillText(word, Math.min(wide - half, Math.max(half, x(frame))), 12);
      }
    }
  };

  const travel = frame => {
    if (hearing === null) {
      const least = Math.min(frames, 300);
      until = Math.max(least, Math.min(frames, frame));
      $("time").value = until;
      $("shown").textContent = seconds(until);
      fresh = true;
    }
  };
  $("time").addEventListener("input", () => travel(Number($("time").value)));

  /** What was heard can be looked at again. */
  const pause = () => {
    $("travel").hidden = frames < 400;
    $("time").min = Math.max(300, frames - KEPT + 300);
    $("time").max = frames;
    $("time").value = frames;
    $("shown").textContent = seconds(frames);
  };

  const paint = () => {
    if (fresh) {
      fresh = false;
      draw();
    }
    requestAnimationFrame(paint);
  };

  // ---- The microphone. ----

  const WORKLET = `registerProcessor("keyspike", class extends AudioWorkletProcessor {
    constructor() { super(); this.chunk = new Float32Array(Math.round(sampleRate / 50)); this.filled = 0; }
    process([[channel]]) {
      for (const sample of channel || []) {
        this.chunk[this.filled++] = sample;
        if (this.filled === this.chunk.length) { this.port.postMessage(this.chunk); this.filled = 0; }
      }
      return true;
    }
  })`;

  let hearing = null; // what ends it
  let begun = 0; // counts, so that what waits can tell whether something else has begun since

  /** Ends what is going on; says of what begins now whether it is still wanted. */
  const stop = () => {
    const own = ++begun;
    if (hearing !== null) {
      hearing();
      hearing = null;
      pause();
    }
    $("listen").setAttribute("aria-pressed", "false");
    $("listen").querySelector("span").textContent = "Listen";
    return () => own === begun;
  };

  /** Some browsers wait for ever where there is no sound output. */
  const silence = () =>
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error("The browser gives no sound. Some want a sound output, too.")), 10000);
    });

  const listen = async wanted => {
    if (!navigator.mediaDevices) {
      throw new Error("The browser gives no microphone to this page: open it from disk or by https.");
    }
    status("Waiting for the microphone…");
    const off = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const sound = await navigator.mediaDevices.getUserMedia({ audio: { ...off, channelCount: 1 } });
    const track = sound.getAudioTracks()[0];
    const settings = track.getSettings();
    const context = new AudioContext(settings.sampleRate ? { sampleRate: settings.sampleRate } : {});
    const end = () => {
      track.stop();
      context.close();
    };
    try {
      await context.audioWorklet.addModule("data:text/javascript," + encodeURIComponent(WORKLET));
      const worklet = new AudioWorkletNode(context, "keyspike", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
      worklet.port.onmessage = ({ data: chunk }) => {
        if (hearing === end) {
          ksHear(chunk, chunk.length);
          while (step() !== WAITS);
        }
      };
      context.createMediaStreamSource(sound).connect(worklet);
      await Promise.race([context.resume(), silence()]);
    } catch (error) {
      end();
      throw error;
    }
    if (!wanted()) {
      end();
      return;
    }
    restart(context.sampleRate);
    hearing = end;
    track.addEventListener("ended", () => {
      stop();
      status("The microphone has gone.", true);
    });
    $("travel").hidden = true;
    $("listen").setAttribute("aria-pressed", "true");
    $("listen").querySelector("span").textContent = "Stop";
    const still = Object.keys(off).filter(name => settings[name]);
    const rate = context.sampleRate.toLocaleString("en");
    status(
      `Listening at ${rate} Hz` +
        (context.sampleRate === RATE ? "." : ", resampled to 16,000 Hz here.") +
        (still.length > 0 ? ` The browser keeps ${still.join(", ")} on.` : ""));
    root.dataset.state = "listening";
  };

  $("listen").addEventListener("click", () => {
    if (hearing !== null) {
      stop();
      status(`Stopped after ${seconds(frames)}.`);
      root.dataset.state = "stopped";
      return;
    }
    const wanted = stop();
    listen(wanted).catch(error => {
      if (!wanted()) {
        return;
      }
      stop();
      status(
        error.name === "NotAllowedError" ? "The microphone was not allowed." :
        error.name === "NotFoundError" ? "There is no microphone." : message(error),
        true);
    });
  });

  // ---- Files. ----

  const message = error => String((error && error.message) || error);

  /** Hands a file to the network, by our own readers if they know it; says what was done. */
  const take = async (content, name, wanted) => {
    restart(RATE);
    try {
      const rate = ksHearFile(new Int8Array(content), name);
      return rate === RATE ? "16,000 Hz" : `resampled here from ${rate.toLocaleString("en")} Hz`;
    } catch (error) {
      let decoded;
      try {
        decoded = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(content.slice(0));
      } catch {
        throw new Error(message(error));
      }
      if (!wanted()) {
        return "";
      }
      const mixed = new Float32Array(decoded.length);
      for (let c = 0; c < decoded.numberOfChannels; c++) {
        decoded.getChannelData(c).forEach((sample, i) => {
          mixed[i] += sample / decoded.numberOfChannels;
        });
      }
      restart(RATE);
      ksHear(mixed, mixed.length);
      return "decoded by the browser";
    }
  };

  const open = async file => {
    const wanted = stop();
    root.dataset.state = "reading";
    $("travel").hidden = true;
    status(`Reading ${file.name}…`);
    try {
      const content = await file.arrayBuffer();
      if (!wanted()) {
        return;
      }
      const how = await take(content, file.name, wanted);
      const began = performance.now();
      while (wanted()) {
        let came = FRAME;
        for (let i = 0; i < 200 && came !== WAITS; i++) {
          came = step();
        }
        if (came === WAITS) {
          break;
        }
        await new Promise(resolve => setTimeout(resolve));
      }
      if (!wanted()) {
        return;
      }
      const took = Math.max(1, performance.now() - began);
      const count = detections.length;
      status(
        `${file.name}: ${seconds(frames)}, ${how}, ${count} ${count === 1 ? "word" : "words"} detected, ` +
          `${Math.round((10 * frames) / took)} times as fast as it was spoken.`);
      if (count === 0) {
        $("last").textContent = "no word";
      }
      root.dataset.state = "done";
    } catch (error) {
      if (!wanted()) {
        return;
      }
      status(message(error), true);
      root.dataset.state = "failed";
    }
    pause();
  };

  $("file").addEventListener("change", () => {
    const [file] = $("file").files;
    $("file").blur();
    if (file) {
      open(file).finally(() => {
        $("file").value = "";
      });
    }
  });
  addEventListener("dragover", event => {
    event.preventDefault();
    document.body.classList.add("drop");
  });
  addEventListener("dragleave", event => {
    if (event.relatedTarget === null) {
      document.body.classList.remove("drop");
    }
  });
  addEventListener("drop", event => {
    event.preventDefault();
    document.body.classList.remove("drop");
    const [file] = event.dataTransfer.files;
    if (file) {
      open(file);
    }
  });

  // ---- The check. ----

  const FIRST_HASH = 0x811c9dc5 | 0;

  /** Takes bytes into a hash, FNV-1a. */
  const hash = (before, values) =>
    values.reduce((so, value) => Math.imul(so ^ (value & 255), 16777619), before);

  /** All that the network says of what was handed to it. */
  const numbers = () => {
    const features = [];
    const answers = [];
    let spikes = FIRST_HASH;
    let samples = FIRST_HASH;
    for (let came = ksNext(); came !== WAITS; came = ksNext()) {
      features.push(Uint8Array.from(ksFeatures()));
      samples = hash(samples, new Uint8Array(ksSamples().buffer));
      spikes = hash(spikes, ksEncoder());
      for (let l = 2; l < data.rows.length; l++) {
        spikes = hash(spikes, ksOutputs(l - 2));
      }
      if (came !== FRAME) {
        const detection = came === DETECTION ? 1 : 0;
        answers.push([ksFrames(), ...ksLogits(), ...ksPosteriors(), ksLabel(), ksScore(), detection]);
      }
    }
    return { samples, features, spikes, answers };
  };

  const hear = sound => {
    ksRestart(RATE);
    if (sound.kind === "CLIP") {
      ksHearBytes(signed(bytes(sound.samples)));
    } else if (sound.kind === "CLIPS") {
      for (const test of data.tests) {
        if (test.sound.kind === "CLIP") {
          ksHearBytes(signed(bytes(test.sound.samples)));
        }
      }
    } else {
      ksHearMade(sound.count, sound.rate, sound.kind === "MICROPHONE");
    }
  };

  /** What is not as expected; empty if all is. */
  const compare = (found, expected) => {
    const features = bytes(expected.features);
    const bands = data.rows[0];
    if (found.samples !== expected.samples) {
      return "other samples";
    }
    if (found.features.length !== features.length / bands) {
      return `${found.features.length} frames where there should be ${features.length / bands}`;
    }
    for (let t = 0; t < found.features.length; t++) {
      for (let c = 0; c < bands; c++) {
        if (found.features[t][c] !== features[t * bands + c]) {
          return `feature ${c} of frame ${t} is ${found.features[t][c]}, not ${features[t * bands + c]}`;
        }
      }
    }
    if (found.spikes !== expected.spikes) {
      return "other spikes";
    }
    for (let a = 0; a < expected.answers.length; a++) {
      if (String(found.answers[a]) !== String(expected.answers[a])) {
        return `answer ${a} is ${found.answers[a]}, not ${expected.answers[a]}`;
      }
    }
    return found.answers.length === expected.answers.length ? "" : `${found.answers.length} answers`;
  };

  const check = async () => {
    const wanted = stop();
    root.dataset.selftest = "running";
    $("results").replaceChildren();
    $("verdict").textContent = "…";
    let compared = 0;
    let passed = true;
    const began = performance.now();
    for (const test of data.tests) {
      await new Promise(resolve => setTimeout(resolve));
      if (!wanted()) {
        $("verdict").textContent = "";
        root.dataset.selftest = "stopped";
        return false;
      }
      hear(test.sound);
      const found = numbers();
      const wrong = compare(found, test.numbers);
      passed = passed && wrong === "";
      const count = found.features.length * data.rows[0] + found.answers.length * (2 * classes + 4);
      compared += count;
      const result = wrong === "" ? `${count.toLocaleString("en")} numbers equal, and the hashes of samples and spikes` : wrong;
      $("results").append(make("li", { className: wrong === "" ? "good" : "bad" }, `${test.name}: ${result}`));
    }
    restart(RATE);
    pause();
    status(INVITATION);
    const took = ((performance.now() - began) / 1000).toFixed(1);
    const verdict = passed ? `Equal: ${compared.toLocaleString("en")} numbers in ${took} s.` : "Not equal. Do not trust this page here.";
    $("verdict").textContent = verdict;
    $("verdict").className = passed ? "good" : "bad";
    root.dataset.selftest = passed ? "passed" : "failed";
    console.log(`keyspike self-test ${root.dataset.selftest}: ${verdict}`);
    return passed;
  };
  $("test").addEventListener("click", check);

  // For tests from outside: the numbers of a sound file.
  window.keyspike = {
    check,
    detections: () => detections,
    frames: () => frames,
    numbers: (base64, name) => {
      stop();
      ksRestart(RATE);
      ksHearFile(signed(bytes(base64)), name);
      const found = numbers();
      return { ...found, features: found.features.flatMap(frame => [...frame]) };
    },
  };

  try {
    main([]);
    ksOpen(signed(bytes(data.image)));
    restart(RATE);
    palettes();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", palettes);
    addEventListener("resize", () => {
      fresh = true;
    });
    paint();
    root.dataset.state = "ready";
    if (location.hash === "#selftest") {
      $("check").open = true;
      check();
    }
  } catch (error) {
    status(message(error), true);
    root.dataset.state = "failed";
  }
})();
