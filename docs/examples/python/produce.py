# SPDX-License-Identifier: Apache-2.0
"""Publishes features and predictions of a model to Tidemark, as a scoring service would.

    python produce.py BOOTSTRAP_SERVERS SCHEMA_REGISTRY_URL [MODEL [COUNT]]
"""

import random
import sys
import uuid
from datetime import datetime, timezone
from pathlib import Path

from confluent_kafka import Producer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

# The contracts; copy the two files next to your own code.
SCHEMAS = Path(__file__).resolve().parents[3] / "schemas" / "src" / "main" / "avro"


class Tidemark:
    """Sends what a model saw and what it answered."""

    def __init__(self, bootstrap_servers, registry_url):
        registry = SchemaRegistryClient({"url": registry_url})
        self._producer = Producer(
            {
                "bootstrap.servers": bootstrap_servers,
                "enable.idempotence": True,
                # The partitioner of the Java client: both halves of a prediction must meet,
                # also when another program, in another language, sends the other half.
                "partitioner": "murmur2_random",
            }
        )
        self._serializers = {
            topic: AvroSerializer(registry, (SCHEMAS / name).read_text())
            for topic, name in [
                ("ml-features", "FeatureVector.avsc"),
                ("ml-predictions", "Prediction.avsc"),
            ]
        }
        self._failures = []

    def observe(self, model, version, features, predictions):
        prediction_id = str(uuid.uuid4())
        now = datetime.now(timezone.utc)
        self._send(
            "ml-features",
            {"prediction_id": prediction_id, "timestamp": now, "features": features},
        )
        self._send(
            "ml-predictions",
            {
                "prediction_id": prediction_id,
                "model": model,
                "model_version": version,
                "timestamp": now,
                "predictions": predictions,
            },
        )

    def close(self):
        left = self._producer.flush(30)
        if left or self._failures:
            raise SystemExit(f"{left} records not sent, failures: {self._failures[:3]}")

    def _send(self, topic, record):
        context = SerializationContext(topic, MessageField.VALUE)
        self._producer.produce(
            topic,
            key=record["prediction_id"],
            value=self._serializers[topic](record, context),
            timestamp=int(record["timestamp"].timestamp() * 1000),
            on_delivery=self._delivered,
        )
        self._producer.poll(0)

    def _delivered(self, error, message):
        if error:
            self._failures.append(str(error))


def main():
    bootstrap_servers, registry_url = sys.argv[1:3]
    model = sys.argv[3] if len(sys.argv) > 3 else "python-demo"
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 500
    tidemark = Tidemark(bootstrap_servers, registry_url)
    for _ in range(count):
        income = random.lognormvariate(10.5, 0.4)
        features = {
            "income": income,
            "open_loans": random.randrange(5),
            "owns_home": random.random() < 0.6,
            "region": random.choice(["north", "east", "south", "west"]),
            "employer": None,  # missing
        }
        tidemark.observe(model, "1", features, {"score": min(1.0, 9_000 / income)})
    tidemark.close()
    print(f"published {count} predictions of {model}/1")


if __name__ == "__main__":
    main()
