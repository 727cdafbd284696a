package org.vidimus.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
    private final NoteSigner signer = NoteSigner.generate("vidimus/house", new SecureRandom());

    @Test
    void verifiesTheExampleOfGo() {
        // golang.org/x/mod/sumdb/note, package example
        var verifier = NoteVerifier.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        var note = SignedNote.parse("""
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """.getBytes(UTF_8));

        assertThat(note.check(verifier)).isEmpty();
    }

    @Test
    void signsWithTheExampleKeyOfGo() {
        var example =
                NoteSigner.parse("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");

        var note = example.sign("If you think cryptography is the answer to your problem,\n"
                + "then you don't know what your problem is.\n");

        assertThat(new String(note.encode(), UTF_8))
                .contains(
                        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=");
    }

    @Test
    void keysAreReadBackAsWritten() {
        var again = NoteSigner.parse(signer.encode() + "\n");

        assertThat(again.verifier()).isEqualTo(signer.verifier());
        assertThat(NoteVerifier.parse(signer.verifier().encode())).isEqualTo(signer.verifier());
        assertThat(signer.toString()).doesNotContain(signer.encode());
    }

    @Test
    void aCheckpointIsReadBackAsSigned() {
        var checkpoint = Checkpoint.of("vidimus/house", 17, Sha256.of(new byte[1]));

        var note = SignedNote.parse(checkpoint.sign(signer).encode());

        assertThat(note.check(signer.verifier())).isEmpty();
        assertThat(Checkpoint.parse(note.text())).isEqualTo(checkpoint);
    }

    @Test
    void aChangedTextIsFound() {
        byte[] note = signer.sign("one\n").encode();
        note[0] = 'O';

        assertThat(SignedNote.parse(note).check(signer.verifier()).orElseThrow().code())
                .isEqualTo(FindingCode.NOTE_SIGNATURE_WRONG);
    }

    @Test
    void aNoteOfSomebodyElseIsUnsigned() {
        var other = NoteSigner.generate("vidimus/house", new SecureRandom());

        assertThat(other.sign("one\n").check(signer.verifier()).orElseThrow().code())
                .isEqualTo(FindingCode.NOTE_UNSIGNED);
    }

    @Test
    void aKeyOfSmallOrderIsRefused() {
        assertThatThrownBy(() -> NoteVerifier.of("anyone", new byte[32])).hasMessageContaining("small order");
    }
}
