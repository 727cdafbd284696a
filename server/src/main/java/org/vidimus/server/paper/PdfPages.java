package org.vidimus.server.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.util.Matrix;

/**
 * A pile of A4 pages that text is put on from top to bottom, each piece tagged with the element of the document's structure
 * that it belongs to (ISO 32000-1 §14.7), so that a screen reader reads it in order. Lengths are in points. For one thread.
 */
final class PdfPages {
    static final float MARGIN = 48;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
    private static final float BOTTOM = MARGIN + 18;

    private final PDDocument document;
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final PDStructureElement whole = new PDStructureElement("Document", root);
    private final List<COSArray> elementsOfPages = new ArrayList<>();
    private PDPage page;
    private PDPageContentStream ink;
    private float top = TOP;

    PdfPages(PDDocument document) throws IOException {
        this.document = document;
        root.appendKid(whole);
        page = startPage();
        ink = new PDPageContentStream(document, page);
    }

    /** The element that everything else is part of. */
    PDStructureElement whole() {
        return whole;
    }

    static PDStructureElement within(PDStructureElement parent, String type) {
        PDStructureElement element = new PDStructureElement(type, parent);
        parent.appendKid(element);
        return element;
    }

    /** Where the next line would start, measured from the bottom of the page. */
    float top() {
        return top;
    }

    boolean hasRoomFor(float height) {
        return top - height >= BOTTOM;
    }

    boolean isAtTop() {
        return top == TOP;
    }

    void down(float height) {
        top -= height;
    }

    void nextPage() throws IOException {
        ink.close();
        page = startPage();
        ink = new PDPageContentStream(document, page);
        top = TOP;
    }

    /** Puts one line at {@code left}, its baseline {@code below} the top; does not move down. */
    void put(PDStructureElement element, Type type, String line, float left, float below) throws IOException {
        if (line.isEmpty()) {
            return;
        }
        COSArray elements = elementsOfPages.getLast();
        int mark = elements.size();
        elements.add(element.getCOSObject());
        PDMarkedContentReference reference = new PDMarkedContentReference();
        reference.setPage(page);
        reference.setMCID(mark);
        element.appendKid(reference);
        COSDictionary properties = new COSDictionary();
        properties.setInt(COSName.MCID, mark);
        ink.beginMarkedContent(COSName.getPDFName(element.getStructureType()), PDPropertyList.create(properties));
        write(type, line, MARGIN + left, top - below);
        ink.endMarkedContent();
    }

    /** The same for what only repeats or adorns: a screen reader leaves it out. */
    void adorn(Type type, String line, float left, float below) throws IOException {
        ink.beginMarkedContent(COSName.ARTIFACT);
        write(type, line, MARGIN + left, top - below);
        ink.endMarkedContent();
    }

    /** A horizontal line over the full width at the current place. */
    void rule(float thickness, float grey) throws IOException {
        bar(0, 0, WIDTH, thickness, grey);
    }

    void bar(float left, float below, float width, float height, float grey) throws IOException {
        ink.beginMarkedContent(COSName.ARTIFACT);
        ink.setNonStrokingColor(grey);
        ink.addRect(MARGIN + left, top - below - height, width, height);
        ink.fill();
        ink.endMarkedContent();
    }

    /** Numbers the pages and closes the structure. Nothing can be put afterwards. */
    void finish(Type type, String footer) throws IOException {
        ink.close();
        int count = document.getNumberOfPages();
        for (int i = 0; i < count; i++) {
            String number = (i + 1) + " / " + count;
            try (PDPageContentStream foot = new PDPageContentStream(
                    document, document.getPage(i), PDPageContentStream.AppendMode.APPEND, true)) {
                ink = foot;
                ink.beginMarkedContent(COSName.ARTIFACT);
                write(type, footer, MARGIN, MARGIN - 12);
                write(type, number, MARGIN + WIDTH - type.font().width(number, type.size()), MARGIN - 12);
                ink.endMarkedContent();
            }
        }
        document.getDocumentCatalog().setStructureTreeRoot(root);
        root.setParentTree(parentTree());
        root.setParentTreeNextKey(count);
    }

    private PDPage startPage() {
        PDPage fresh = new PDPage(PDRectangle.A4);
        fresh.setStructParents(elementsOfPages.size());
        fresh.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
        elementsOfPages.add(new COSArray());
        document.addPage(fresh);
        return fresh;
    }

    private void write(Type type, String line, float x, float y) throws IOException {
        ink.beginText();
        ink.setFont(type.font().font(), type.size());
        ink.setNonStrokingColor(type.grey());
        ink.setTextMatrix(Matrix.getTranslateInstance(x, y));
        ink.showText(line);
        ink.endText();
    }

    private PDNumberTreeNode parentTree() {
        COSArray numbers = new COSArray();
        for (int i = 0; i < elementsOfPages.size(); i++) {
            numbers.add(org.apache.pdfbox.cos.COSInteger.get(i));
            numbers.add(elementsOfPages.get(i));
        }
        COSDictionary tree = new COSDictionary();
        tree.setItem(COSName.NUMS, numbers);
        return new PDNumberTreeNode(tree, COSArray.class);
    }

    /** @param grey 0 is black, 1 is white */
    record Type(PdfFont font, float size, float grey) {
        float lineHeight() {
            return size * 1.4f;
        }
    }
}
