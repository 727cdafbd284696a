package org.vidimus.server.paper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A typeface of one document: what it can show, how wide that is, and where lines of it break. For one thread. */
final class PdfFont {
    private final PDType0Font font;
    private final CmapLookup glyphs;
    private final Map<Integer, Float> widths = new HashMap<>();

    private PdfFont(PDType0Font font, CmapLookup glyphs) {
        this.font = font;
        this.glyphs = glyphs;
    }

    /** Embeds those glyphs of {@code fonts/<name>.ttf} that the document will use. */
    static PdfFont load(PDDocument document, String name) throws IOException {
        try (InputStream file = PdfFont.class.getResourceAsStream("fonts/" + name + ".ttf")) {
            if (file == null) {
                throw new IOException("font " + name + " is missing from the program");
            }
            TrueTypeFont face = new TTFParser().parse(new RandomAccessReadBuffer(file.readAllBytes()));
            // One glyph a character: what is copied out of the document is then exactly what was put in.
            face.setEnableGsub(false);
            return new PdfFont(PDType0Font.load(document, face, true), face.getUnicodeCmapLookup());
        }
    }

    PDType0Font font() {
        return font;
    }

    /** The text with everything that the font cannot show, or a reader would not see, spelled as its code point. */
    String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Glyphs.isVisible(point) && glyphs.getGlyphId(point) != 0) {
                shown.appendCodePoint(point);
            } else {
                shown.append(Glyphs.spelled(point));
            }
        });
        return shown.toString();
    }

    float width(String text, float size) {
        float sum = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            sum += width(point);
            i += Character.charCount(point);
        }
        return sum * size / 1000;
    }

    /** Breaks at spaces, and inside a word only where the word alone is too wide. At least one line. */
    List<String> lines(String text, float size, float width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        float used = 0;
        for (String word : shown(text).split("(?<= )")) {
            float wide = width(word.stripTrailing(), size);
            if (used + wide > width && !line.isEmpty()) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                used = 0;
            }
            String rest = word;
            while (width(rest.stripTrailing(), size) > width) {
                int fits = fitting(rest, size, width);
                lines.add(rest.substring(0, fits));
                rest = rest.substring(fits);
            }
            line.append(rest);
            used += width(rest, size);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private int fitting(String word, float size, float width) {
        float used = 0;
        int end = 0;
        while (end < word.length()) {
            int point = word.codePointAt(end);
            used += width(point) * size / 1000;
            if (used > width && end > 0) {
                return end;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    private float width(int point) {
        return widths.computeIfAbsent(point, unknown -> {
            try {
                return font.getStringWidth(Character.toString(unknown));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
