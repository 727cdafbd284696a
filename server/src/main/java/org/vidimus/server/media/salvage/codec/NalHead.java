package org.vidimus.server.media.salvage.codec;

/**
 * What the beginning of one NAL unit says.
 *
 * @param slice whether it carries a piece of a picture; the rest below means nothing otherwise
 * @param opens whether only a new picture can begin with it: delimiters, parameter sets, messages before a picture
 * @param first whether it is the first piece of its picture by its own words
 * @param sync whether decoding may begin at its picture
 * @param reference whether other pictures may lean on it
 * @param frameNumber H.264's {@code frame_num}
 * @param orderLow the low bits of its place in the order of showing
 * @param orderShift what is added to that place, or the place within the cycle of H.264's type 1
 * @param parameters the picture parameter set it names
 * @param instant number of an instantaneous refresh ({@code idr_pic_id}), or the kind of an H.265 unit
 * @param bottom whether it is a bottom field
 * @param field whether it is a field
 */
public record NalHead(
        int type,
        boolean slice,
        boolean opens,
        boolean first,
        boolean sync,
        boolean reference,
        int frameNumber,
        int orderLow,
        int orderShift,
        int parameters,
        int instant,
        boolean field,
        boolean bottom) {

    static NalHead other(int type, boolean opens) {
        return new NalHead(type, false, opens, false, false, false, 0, 0, 0, 0, 0, false, false);
    }

    /** Whether a slice belongs to another picture than the one before it (H.264 §7.4.1.2.4). */
    boolean another(NalHead before) {
        return frameNumber != before.frameNumber
                || parameters != before.parameters
                || sync != before.sync
                || field != before.field
                || bottom != before.bottom
                || orderLow != before.orderLow
                || orderShift != before.orderShift
                || reference != before.reference
                || instant != before.instant;
    }
}
