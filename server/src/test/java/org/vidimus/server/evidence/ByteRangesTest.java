package org.vidimus.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vidimus.server.evidence.ByteRanges.Range;

class ByteRangesTest {
    private static Optional<List<Range>> ranges(String header) {
        return ByteRanges.parse(Optional.of(header), 1000);
    }

    @Test
    void readsFirstMiddleOpenAndLastBytes() {
        assertThat(ranges("bytes=0-0")).contains(List.of(new Range(0, 1)));
        assertThat(ranges("bytes=10-19")).contains(List.of(new Range(10, 20)));
        assertThat(ranges("bytes=990-")).contains(List.of(new Range(990, 1000)));
        assertThat(ranges("bytes=-5")).contains(List.of(new Range(995, 1000)));
    }

    @Test
    void cutsWhatReachesBeyondTheFile() {
        assertThat(ranges("bytes=990-5000")).contains(List.of(new Range(990, 1000)));
        assertThat(ranges("bytes=-5000")).contains(List.of(new Range(0, 1000)));
    }

    @Test
    void answersNoRangeWhereNoneLiesWithin() {
        assertThat(ranges("bytes=1000-")).contains(List.of());
        assertThat(ranges("bytes=2000-3000")).contains(List.of());
        assertThat(ranges("bytes=-0")).contains(List.of());
    }

    @Test
    void joinsRangesThatOverlapOrTouch() {
        assertThat(ranges("bytes=50-59,0-9,10-19,55-70")).contains(List.of(new Range(0, 20), new Range(50, 71)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-2",
                "items=0-1",
                "bytes=0-1;2-3",
                "bytes=0--1",
                "bytes=1.5-2",
                "bytes=99999999999999999999-",
                "bytes=0-0,1-1,2-2,3-3,4-4,5-5,6-6,7-7,8-8,9-9,a,b,c,d,e,f,g,h"
            })
    void ignoresWhatItDoesNotUnderstand(String header) {
        assertThat(ranges(header)).isEmpty();
    }
}
