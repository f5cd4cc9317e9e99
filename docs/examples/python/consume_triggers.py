# SPDX-License-Identifier: Apache-2.0
"""Acts on Tidemark's retraining triggers, which are plain JSON.

    python consume_triggers.py BOOTSTRAP_SERVERS [MODEL [COUNT]]
"""

import json
import sys

from confluent_kafka import Consumer


def start_training(trigger):
    # Must do nothing for a trigger_id that it has seen before.
    print(trigger["trigger_id"], trigger["model"], trigger["data_from"], trigger["data_to"])


def main():
    bootstrap_servers = sys.argv[1]
    model = sys.argv[2] if len(sys.argv) > 2 else "credit-risk"
    left = int(sys.argv[3]) if len(sys.argv) > 3 else -1  # for ever
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap_servers,
            "group.id": f"retrain-{model}",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
        }
    )
    consumer.subscribe(["retraining-triggers"])
    try:
        while left != 0:
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error():
                raise SystemExit(f"cannot read: {message.error()}")
            trigger = json.loads(message.value())
            if trigger["model"] == model:
                start_training(trigger)
                left -= 1
            # Only now: a job that was not accepted is asked for again.
            consumer.commit(message, asynchronous=False)
    finally:
        consumer.close()


if __name__ == "__main__":
    main()
