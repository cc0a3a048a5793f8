"""Writes two-epochs.tfevents with TensorBoard's own messages and writer (pip install tensorboard), or reads a file by
its reader: python3 events.py write two-epochs.tfevents; python3 events.py read FOLDER."""
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

EPOCHS = [
    [("loss/training", 1.5), ("loss/validation", 1.25), ("accuracy/training", 0.5), ("accuracy/validation", 0.75),
     ("accuracy/validation_speaker_mean", 0.7), ("rate/encoder", 0.1), ("rate/layer1", 0.03), ("rate/layer2", 0.02),
     ("learning_rate", 0.002), ("cycles", 812.5)],
    [("loss/training", 0.5), ("loss/validation", 0.625), ("accuracy/training", 0.75), ("accuracy/validation", 0.5),
     ("rate/layer1", 0.25), ("learning_rate", 1e-05)],
]

if sys.argv[1] == "write":
    with open(sys.argv[2], "wb") as file:
        writer = RecordWriter(file)
        writer.write(Event(wall_time=1000.25, file_version="brain.Event:2").SerializeToString())
        for epoch, scalars in enumerate(EPOCHS, 1):
            values = [Summary.Value(tag=tag, simple_value=value) for tag, value in scalars]
            event = Event(wall_time=1000.25, step=epoch, summary=Summary(value=values))
            writer.write(event.SerializeToString())
        writer.flush()
else:
    events = EventAccumulator(sys.argv[2])
    events.Reload()
    for tag in events.Tags()["scalars"]:
        print(tag, [(scalar.step, round(scalar.value, 6)) for scalar in events.Scalars(tag)])
