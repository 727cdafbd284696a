package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInDelaysTest {
    @Test
    void countsAWholeNetworkOfOneSubscriberTogether() {
        assertThat(SignInDelays.keyOf("anna", "2001:db8:1:2:3:4:5:6"))
                .isEqualTo(SignInDelays.keyOf("Anna", "2001:db8:1:2::9"));
        assertThat(SignInDelays.keyOf("anna", "2001:db8:1:3::9"))
                .isNotEqualTo(SignInDelays.keyOf("anna", "2001:db8:1:2::9"));
    }

    @Test
    void countsOtherAddressesAndLoginsApart() {
        assertThat(SignInDelays.keyOf("anna", "10.1.2.3")).isNotEqualTo(SignInDelays.keyOf("anna", "10.1.2.4"));
        assertThat(SignInDelays.keyOf("anna", "10.1.2.3")).isNotEqualTo(SignInDelays.keyOf("bernd", "10.1.2.3"));
    }
}
