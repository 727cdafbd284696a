package org.vidimus.server.media;

import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.ViewingCopies;

/** Proxies and pictures, for whoever hands them out. */
@Component
class ProxyCopies implements ViewingCopies {
    private final Renditions renditions;

    ProxyCopies(Renditions renditions) {
        this.renditions = renditions;
    }

    @Override
    public Optional<Copy> of(OriginalId original) {
        return renditions
                .find(original, Rendition.PROXY)
                .map(proxy -> copy(proxy, Recipe.MP4))
                .or(() -> renditions.find(original, Rendition.PICTURE).map(picture -> copy(picture, Recipe.JPEG)));
    }

    private static Copy copy(Rendition rendition, Recipe recipe) {
        return new Copy(
                rendition.name(),
                recipe,
                rendition.object(),
                Stream.of(
                                new Stretch(rendition.headOffsetBytes(), rendition.headLengthBytes()),
                                new Stretch(rendition.offsetBytes(), rendition.lengthBytes()))
                        .filter(stretch -> stretch.lengthBytes() > 0)
                        .toList());
    }
}
