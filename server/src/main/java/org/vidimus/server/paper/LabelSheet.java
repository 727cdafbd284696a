package org.vidimus.server.paper;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Labels to print: A4, 3 columns and 8 rows of 70 × 37 mm, as they are sold everywhere. Each has a QR code of 25 mm, a word that is
 * read from an arm's length, and small lines.
 */
public final class LabelSheet {
    private static final float MM = 72f / 25.4f;
    private static final int COLUMNS = 3;
    private static final int ROWS = 8;
    private static final float WIDTH = 70 * MM;
    private static final float HEIGHT = 37 * MM;
    private static final float EDGE = 5 * MM;
    private static final float CODE = 25 * MM;
    private static final float LARGEST = 16;
    private static final float SMALLEST = 6;
    private static final float SMALL = 7;
    private static final int SMALL_LINES = 4;

    private final PDDocument document;
    private final PdfFont bold;
    private final PdfFont sans;

    private LabelSheet(PDDocument document) throws IOException {
        this.document = document;
        this.bold = PdfFont.load(document, "DejaVuSans-Bold");
        this.sans = PdfFont.load(document, "DejaVuSans");
    }

    /**
     * @param code what the QR code says
     * @param word the large one
     */
    public record Label(String code, String word, List<String> small) {
        public Label {
            small = List.copyOf(small);
        }
    }

    /** @param made when the document says it was made */
    public static byte[] write(List<Label> labels, Instant made) throws IOException {
        try (PDDocument document = new PDDocument()) {
            Calendar at = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            at.setTimeInMillis(made.toEpochMilli());
            document.getDocumentInformation().setTitle("Labels");
            document.getDocumentInformation().setCreator("Vidimus");
            document.getDocumentInformation().setCreationDate(at);
            document.setDocumentId(made.toEpochMilli());
            LabelSheet sheet = new LabelSheet(document);
            for (int from = 0; from == 0 || from < labels.size(); from += COLUMNS * ROWS) {
                sheet.page(labels.subList(from, Math.min(labels.size(), from + COLUMNS * ROWS)));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private void page(List<Label> labels) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        float top = (PDRectangle.A4.getHeight() + ROWS * HEIGHT) / 2;
        try (PDPageContentStream ink = new PDPageContentStream(document, page)) {
            for (int i = 0; i < labels.size(); i++) {
                float left = i % COLUMNS * WIDTH;
                label(ink, labels.get(i), left, top - i / COLUMNS * HEIGHT);
            }
        }
    }

    private void label(PDPageContentStream ink, Label label, float left, float top) throws IOException {
        code(ink, label.code(), left + EDGE, top - (HEIGHT - CODE) / 2);
        float textLeft = left + EDGE + CODE + 2 * MM;
        float room = WIDTH - (textLeft - left) - EDGE;
        String word = bold.shown(label.word());
        float size = Math.max(SMALLEST, Math.min(LARGEST, LARGEST * room / Math.max(1, bold.width(word, LARGEST))));
        float line = top - (HEIGHT - CODE) / 2 - size;
        for (String piece : bold.lines(label.word(), size, room)) {
            text(ink, bold, size, piece, textLeft, line);
            line -= size * 1.2f;
        }
        int written = 0;
        for (String small : label.small()) {
            for (String piece : sans.lines(small, SMALL, room)) {
                if (written++ < SMALL_LINES) {
                    text(ink, sans, SMALL, piece, textLeft, line);
                    line -= SMALL * 1.35f;
                }
            }
        }
    }

    private static void text(PDPageContentStream ink, PdfFont font, float size, String line, float x, float y)
            throws IOException {
        ink.beginText();
        ink.setFont(font.font(), size);
        ink.newLineAtOffset(x, y);
        ink.showText(line);
        ink.endText();
    }

    /** Error correction M: a label on a camera gets scratched, and its code should stay coarse enough for any phone. */
    private static void code(PDPageContentStream ink, String text, float left, float top) throws IOException {
        ByteMatrix modules;
        try {
            modules = Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
        } catch (WriterException tooLong) {
            throw new IOException("a label's code is too long: " + text.length() + " characters", tooLong);
        }
        float module = CODE / modules.getWidth();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    ink.addRect(left + x * module, top - (y + 1) * module, module, module);
                }
            }
        }
        ink.fill();
    }
}
