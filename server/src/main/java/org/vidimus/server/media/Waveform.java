package org.vidimus.server.media;

import java.util.Arrays;

/**
 * The loudest moment of each stretch of a sound, from 0 to 255. The stretches double whenever there are too many, so that a
 * minute and a whole shift take the same room.
 */
final class Waveform {
    /** Samples a second it is given: 8 bits each, silence is 128. */
    static final int SAMPLE_RATE = 8000;

    private static final int MOST_PEAKS = 8192;
    private static final int FIRST_STRETCH_MILLIS = 20;

    private final byte[] peaks = new byte[MOST_PEAKS];
    private int stretchMillis = FIRST_STRETCH_MILLIS;
    private int stretchSamples = SAMPLE_RATE * FIRST_STRETCH_MILLIS / 1000;
    private int count;
    private int inStretch;
    private int loudest;
    private long samples;

    void add(byte[] sound) {
        for (byte sample : sound) {
            int loudness = Math.abs((sample & 0xff) - 128) * 2;
            loudest = Math.max(loudest, Math.min(255, loudness));
            if (++inStretch == stretchSamples) {
                end();
            }
        }
        samples += sound.length;
    }

    boolean empty() {
        return samples == 0;
    }

    long durationMillis() {
        return samples * 1000 / SAMPLE_RATE;
    }

    /** {@code {"intervalMs":…,"peaks":[…]}} */
    String json() {
        if (inStretch > 0) {
            end();
        }
        StringBuilder json = new StringBuilder("{\"intervalMs\":" + stretchMillis + ",\"peaks\":[");
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",").append(peaks[i] & 0xff);
        }
        return json.append("]}").toString();
    }

    private void end() {
        if (count == MOST_PEAKS) {
            halve();
        }
        peaks[count++] = (byte) loudest;
        loudest = 0;
        inStretch = 0;
    }

    private void halve() {
        for (int i = 0; i < count / 2; i++) {
            peaks[i] = (byte) Math.max(peaks[2 * i] & 0xff, peaks[2 * i + 1] & 0xff);
        }
        count /= 2;
        Arrays.fill(peaks, count, MOST_PEAKS, (byte) 0);
        stretchMillis *= 2;
        stretchSamples *= 2;
    }
}
