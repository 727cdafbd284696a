package org.vidimus.cameras;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** A small picture of luma and half-sized chroma, with letters of its own: no font of the machine it is made on. */
final class Picture {
    static final int WIDTH = 160;
    static final int HEIGHT = 96;
    private static final int SCALE = 2;
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-:. ";
    /** Five columns a letter, the lowest bit on top. */
    private static final String COLUMNS =
            "3e5149453e00427f400042615149462141454b311814127f1027454545393c4a49493101710905033649494936064949291e"
                    + "7e1111117e7f494949363e414141227f4141221c7f494949417f090909013e4149497a7f0808087f00417f41002040413f01"
                    + "7f081422417f404040407f020c027f7f0408107f3e4141413e7f090909063e4151215e7f09192946464949493101017f0101"
                    + "3f4040403f1f2040201f3f4038403f6314081463070870080761514945430808080808003636000000606000000000000000";

    private static final byte[] FONT = font();

    final byte[] luma = new byte[WIDTH * HEIGHT];
    final byte[] blue = new byte[WIDTH * HEIGHT / 4];
    final byte[] red = new byte[WIDTH * HEIGHT / 4];

    private static byte[] font() {
        return HexFormat.of().parseHex(COLUMNS);
    }

    /** @param look what tells this camera's pictures from others' at a glance */
    static Picture of(List<String> lines, long look, int second) {
        Picture picture = new Picture();
        Dice dice = new Dice(look);
        int sky = 60 + dice.below(60);
        Arrays.fill(picture.blue, (byte) (96 + dice.below(64)));
        Arrays.fill(picture.red, (byte) (96 + dice.below(64)));
        int sun = second * 7 % WIDTH;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int dx = x - sun;
                int dy = y - 74;
                int value = dx * dx + dy * dy < 100 ? 200 : sky - y / 3 + (y > 82 ? 30 : 0);
                picture.luma[y * WIDTH + x] = (byte) Math.clamp(value, 17, 235);
            }
        }
        for (int n = 0; n < lines.size(); n++) {
            picture.write(lines.get(n), 4, 4 + n * 16);
        }
        return picture;
    }

    private void write(String text, int left, int top) {
        byte[] letters = text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        for (int n = 0; n < letters.length && left + (n + 1) * 6 * SCALE <= WIDTH + SCALE; n++) {
            int letter = LETTERS.indexOf(letters[n]) < 0 ? LETTERS.length() - 1 : LETTERS.indexOf(letters[n]);
            for (int column = 0; column < 5; column++) {
                for (int row = 0; row < 7; row++) {
                    if ((FONT[letter * 5 + column] >> row & 1) == 1) {
                        dot(left + (n * 6 + column) * SCALE, top + row * SCALE);
                    }
                }
            }
        }
    }

    private void dot(int x, int y) {
        for (int n = 0; n < SCALE * SCALE; n++) {
            int at = (y + n / SCALE) * WIDTH + x + n % SCALE;
            if (x + n % SCALE < WIDTH && y < HEIGHT) {
                luma[at] = (byte) 235;
            }
        }
    }
}
