package org.vidimus.server.media.track;

import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads GPX 1.0 and 1.1. Knows no document types and no entities, so that a file can neither read others nor grow. */
public final class Gpx {
    private static final Set<String> POINTS = Set.of("trkpt", "rtept", "wpt");

    private Gpx() {}

    /**
     * Reads the points that can be; others are left out one by one.
     *
     * @throws Unreadable if it is no XML, or one that wants entities
     */
    public static Track read(InputStream in) throws Unreadable {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            List<TrackPoint> points = new ArrayList<>();
            while (xml.hasNext() && points.size() < Track.MOST_POINTS) {
                int event = xml.next();
                if (event == XMLStreamReader.ENTITY_REFERENCE) {
                    throw new Unreadable("the file uses an XML entity, which is not followed");
                }
                if (event == XMLStreamReader.START_ELEMENT && POINTS.contains(xml.getLocalName())) {
                    point(xml).ifPresent(points::add);
                }
            }
            return Track.of(points, "GPX");
        } catch (XMLStreamException e) {
            throw new Unreadable("not a well-formed GPX file");
        }
    }

    private static Optional<TrackPoint> point(XMLStreamReader xml) throws XMLStreamException, Unreadable {
        String end = xml.getLocalName();
        double lat = Numbers.of(xml.getAttributeValue(null, "lat")).orElse(Double.NaN);
        double lon = Numbers.of(xml.getAttributeValue(null, "lon")).orElse(Double.NaN);
        Optional<Instant> at = Optional.empty();
        Optional<Double> elevation = Optional.empty();
        Optional<Double> speed = Optional.empty();
        Optional<Double> precision = Optional.empty();
        String inside = "";
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> inside = xml.getLocalName();
                case XMLStreamReader.CHARACTERS -> {
                    String text = xml.getText();
                    switch (inside) {
                        case "time" -> at = at.or(() -> time(text));
                        case "ele" -> elevation = elevation.or(() -> Numbers.of(text));
                        case "speed" -> speed = speed.or(() -> Numbers.of(text));
                        case "hdop" ->
                            precision = precision.or(() -> Numbers.of(text).map(p -> p * 5));
                        default -> {
                            // Names and extensions.
                        }
                    }
                }
                case XMLStreamReader.END_ELEMENT -> {
                    inside = "";
                    if (xml.getLocalName().equals(end)) {
                        Optional<Double> height = elevation;
                        Optional<Double> pace = speed;
                        Optional<Double> around = precision;
                        return TrackPoint.of(lat, lon, at)
                                .map(point ->
                                        point.elevated(height).moving(pace).within(around));
                    }
                }
                case XMLStreamReader.ENTITY_REFERENCE ->
                    throw new Unreadable("the file uses an XML entity, which is not followed");
                default -> {
                    // Comments and the like.
                }
            }
        }
        return Optional.empty();
    }

    static Optional<Instant> time(String text) {
        try {
            Instant at = OffsetDateTime.parse(text.strip()).toInstant();
            return Optional.of(at).filter(Numbers::ofThisAge);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
