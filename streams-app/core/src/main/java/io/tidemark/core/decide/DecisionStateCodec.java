// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.observation.EvaluationWindow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The stored form of {@link DecisionState}.
 *
 * <pre>
 *  version     1 byte, 1
 *  lastWindow  window?
 *  raised, drifted, stable, evidence   each: windows (int), and when > 0 the first window
 *  alert?      alertId (UTF), severity (byte: 0 warning, 1 critical), firstWindow, firedWindow
 *  trigger?    triggerId (UTF), cooldownUntilMillis (long), openUntilMillis (long)
 *
 *  window is start and end (long, long); x? is a byte 0 or 1, and x when it is 1
 * </pre>
 *
 * <p>All numbers are big-endian. Old versions stay readable for ever; each has a fixture in the
 * tests.
 */
public final class DecisionStateCodec {

  private static final int VERSION = 1;

  private DecisionStateCodec() {}

  /**
   * Writes a state.
   *
   * @param state the state
   * @return its bytes, equal for equal states
   */
  public static byte[] encode(DecisionState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeBoolean(state.lastWindow() != null);
      if (state.lastWindow() != null) {
        writeWindow(out, state.lastWindow());
      }
      writeRun(out, state.raised());
      writeRun(out, state.drifted());
      writeRun(out, state.stable());
      writeRun(out, state.evidence());
      writeAlert(out, state.alert());
      writeTrigger(out, state.trigger());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a state.
   *
   * @param bytes what {@link #encode} gave, in this version or an older one
   * @return the state
   * @throws IllegalArgumentException if the bytes are no state, or of a newer version
   */
  public static DecisionState decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "decision state of version "
                + version
                + ", this build reads version "
                + VERSION
                + "; run the build that wrote it, or a newer one");
      }
      DecisionState state =
          new DecisionState(
              in.readBoolean() ? readWindow(in) : null,
              readRun(in),
              readRun(in),
              readRun(in),
              readRun(in),
              in.readBoolean() ? readAlert(in) : null,
              in.readBoolean() ? readTrigger(in) : null);
      if (in.available() > 0) {
        throw new IllegalArgumentException(
            "decision state with " + in.available() + " bytes too many");
      }
      return state;
    } catch (IOException e) {
      throw new IllegalArgumentException("decision state of " + bytes.length + " bytes is cut", e);
    }
  }

  private static void writeWindow(DataOutputStream out, EvaluationWindow window)
      throws IOException {
    out.writeLong(window.startMillis());
    out.writeLong(window.endMillis());
  }

  private static EvaluationWindow readWindow(DataInputStream in) throws IOException {
    return new EvaluationWindow(in.readLong(), in.readLong());
  }

  private static void writeRun(DataOutputStream out, Run run) throws IOException {
    out.writeInt(run.windows());
    if (run.windows() > 0) {
      writeWindow(out, run.first());
    }
  }

  private static Run readRun(DataInputStream in) throws IOException {
    int windows = in.readInt();
    return windows == 0 ? Run.NONE : new Run(windows, readWindow(in));
  }

  private static void writeAlert(DataOutputStream out, OpenAlert alert) throws IOException {
    out.writeBoolean(alert != null);
    if (alert != null) {
      out.writeUTF(alert.alertId());
      out.writeByte(alert.severity() == AlertEvent.Severity.CRITICAL ? 1 : 0);
      writeWindow(out, alert.firstWindow());
      writeWindow(out, alert.firedWindow());
    }
  }

  private static OpenAlert readAlert(DataInputStream in) throws IOException {
    return new OpenAlert(
        in.readUTF(),
        in.readBoolean() ? AlertEvent.Severity.CRITICAL : AlertEvent.Severity.WARNING,
        readWindow(in),
        readWindow(in));
  }

  private static void writeTrigger(DataOutputStream out, LastTrigger trigger) throws IOException {
    out.writeBoolean(trigger != null);
    if (trigger != null) {
      out.writeUTF(trigger.triggerId());
      out.writeLong(trigger.cooldownUntilMillis());
      out.writeLong(trigger.openUntilMillis());
    }
  }

  private static LastTrigger readTrigger(DataInputStream in) throws IOException {
    return new LastTrigger(in.readUTF(), in.readLong(), in.readLong());
  }
}
