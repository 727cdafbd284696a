package org.vidimus.server.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** An invented street and the people in it, painted once; {@link DemoClips} walks past them. The same number gives the same street. */
final class DemoScene {
    static final int WIDTH = 2_400;
    static final int HEIGHT = 640;
    private static final int GROUND = 430;
    private static final List<Color> COATS = List.of(
            new Color(0x2b3a55), new Color(0x7a2f2f), new Color(0x3f5a3c), new Color(0xb08a3e), new Color(0x4a4a52));
    private static final List<Color> FACES =
            List.of(new Color(0xe0b394), new Color(0xc68d63), new Color(0x8d5a3a), new Color(0xf0cbb0));

    private final Random random;
    private final boolean night;

    DemoScene(int number) {
        this.random = new Random(number * 104_729L);
        this.night = number % 3 == 1;
    }

    /** Paints the street, wider than the picture, as PNG. */
    void street(Path file) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = smooth(image);
        Color high = night ? new Color(0x070b18) : new Color(0x7fa6cf);
        Color low = night ? new Color(0x1d2438) : new Color(0xd8e3ea);
        paint.setPaint(new GradientPaint(0, 0, high, 0, GROUND, low));
        paint.fillRect(0, 0, WIDTH, GROUND);
        for (int x = -20; x < WIDTH; ) {
            int width = 150 + random.nextInt(160);
            house(paint, x, width, 170 + random.nextInt(200));
            x += width + (random.nextInt(4) == 0 ? 60 : 0);
        }
        pavement(paint);
        for (int x = 120 + random.nextInt(200); x < WIDTH; x += 380) {
            lamp(paint, x);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private void house(Graphics2D paint, int x, int width, int height) {
        float light = night ? 0.22f : 0.72f;
        Color wall = Color.getHSBColor(random.nextFloat() * 0.15f, 0.12f + random.nextFloat() * 0.3f, light);
        paint.setColor(wall);
        paint.fillRect(x, GROUND - height, width, height);
        paint.setColor(wall.darker());
        paint.fillRect(x, GROUND - height - 12, width, 14);
        for (int row = GROUND - height + 22; row < GROUND - 110; row += 62) {
            for (int column = x + 18; column < x + width - 34; column += 48) {
                boolean lit = random.nextInt(3) == 0;
                paint.setColor(night && lit ? new Color(0xf2cf7a) : night ? new Color(0x10141f) : new Color(0x566878));
                paint.fillRect(column, row, 28, 40);
                paint.setColor(wall.brighter());
                paint.fillRect(column - 3, row + 40, 34, 4);
            }
        }
        paint.setColor(Color.getHSBColor(random.nextFloat(), 0.45f, night ? 0.35f : 0.5f));
        paint.fillRect(x + 12, GROUND - 92, width - 60, 20);
        paint.setColor(night ? new Color(0xc9b27a) : new Color(0x3a4650));
        paint.fillRect(x + 16, GROUND - 70, width - 72, 62);
        paint.setColor(wall.darker().darker());
        paint.fillRect(x + width - 42, GROUND - 84, 30, 84);
    }

    private void pavement(Graphics2D paint) {
        Color near = night ? new Color(0x16181d) : new Color(0x6d6f70);
        Color far = night ? new Color(0x2a2c33) : new Color(0x9c9c98);
        paint.setPaint(new GradientPaint(0, GROUND, far, 0, HEIGHT, near));
        paint.fillRect(0, GROUND, WIDTH, HEIGHT - GROUND);
        paint.setColor(near.darker());
        paint.fillRect(0, GROUND + 58, WIDTH, 6);
        for (int x = 0; x < WIDTH; x += 90) {
            paint.drawLine(x, GROUND, x - 40, GROUND + 58);
        }
    }

    private void lamp(Graphics2D paint, int x) {
        paint.setColor(new Color(0x22262b));
        paint.fillRect(x, GROUND - 230, 7, 260);
        paint.fillRect(x - 16, GROUND - 238, 40, 9);
        if (night) {
            for (int radius = 130; radius > 0; radius -= 10) {
                paint.setColor(new Color(255, 220, 150, 9));
                paint.fill(new Ellipse2D.Double(x + 4 - radius, GROUND - 230 - radius, 2.0 * radius, 2.0 * radius));
            }
        }
    }

    /** Paints somebody, with nothing around, as PNG. */
    void passerBy(Path file) throws IOException {
        BufferedImage image = new BufferedImage(110, 330, BufferedImage.TYPE_INT_ARGB);
        Graphics2D paint = smooth(image);
        Color coat = COATS.get(random.nextInt(COATS.size()));
        Color face = FACES.get(random.nextInt(FACES.size()));
        paint.setColor(new Color(0x23262c));
        paint.fill(new RoundRectangle2D.Double(32, 190, 20, 136, 12, 12));
        paint.fill(new RoundRectangle2D.Double(58, 190, 20, 136, 12, 12));
        paint.setColor(coat);
        paint.fill(new RoundRectangle2D.Double(22, 72, 66, 144, 34, 34));
        paint.setColor(coat.darker());
        paint.fill(new RoundRectangle2D.Double(12, 84, 18, 108, 16, 16));
        paint.fill(new RoundRectangle2D.Double(80, 84, 18, 108, 16, 16));
        paint.setColor(face);
        paint.fill(new Ellipse2D.Double(34, 12, 42, 56));
        paint.fillRect(47, 60, 16, 16);
        paint.setColor(new Color(0x2a1f18));
        paint.fill(new RoundRectangle2D.Double(32, 6, 46, 24, 22, 22));
        ImageIO.write(image, "png", file.toFile());
    }

    private static Graphics2D smooth(BufferedImage image) {
        Graphics2D paint = image.createGraphics();
        paint.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return paint;
    }

    /** Removes what was painted for a clip. */
    static void discard(List<Path> painted) throws IOException {
        for (Path file : painted) {
            Files.deleteIfExists(file);
        }
    }
}
