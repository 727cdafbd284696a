package org.vidimus.server.notices;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** What may stand as an address. Nothing with a line end gets through, so no address adds a header to a mail. */
final class Addresses {
    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final int LONGEST = 500;

    private Addresses() {}

    static boolean isMail(String text) {
        return text.length() <= LONGEST && MAIL.matcher(text).matches();
    }

    /** Whether nobody on the way can read or change what is said to that address: https, or this machine. */
    static boolean isWebhook(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return false;
            }
            boolean here = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
            return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && here);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
