package org.vidimus.server.notices;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.stereotype.Component;

/** Sends mail over the configured server. Bounded in time as a whole, whatever the server does; TLS unless it is on this machine. */
@Component
class Mailer {
    private static final int WHOLE = 4;

    private final NoticeSettings settings;
    private final Clock clock;

    Mailer(NoticeSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param id the message's own, by which a reader's program knows a second copy
     * @throws NotSent with the reason as a code
     */
    void send(UUID id, String to, String subject, String text) throws NotSent {
        Duration longest = settings.timeout().multipliedBy(WHOLE);
        // A thread of its own: an interrupted virtual thread lets go of its socket, so that a server which sends one
        // letter
        // a second does not hold a job for ever.
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Future<?> sending = CompletableFuture.completedFuture(null);
        try {
            sending = threads.submit(() -> {
                transmit(id, to, subject, text);
                return id;
            });
            sending.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSent("interrupted");
        } catch (TimeoutException e) {
            throw new NotSent("too-slow");
        } catch (ExecutionException e) {
            throw new NotSent(reason(Objects.requireNonNullElse(e.getCause(), e)));
        } finally {
            sending.cancel(true);
            threads.shutdownNow();
        }
    }

    private void transmit(UUID id, String to, String subject, String text)
            throws MessagingException, IOException, NotSent {
        NoticeSettings.Mail mail = settings.mail();
        Session session = Session.getInstance(properties(mail));
        String from = Objects.requireNonNull(mail.from());
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + from.substring(from.indexOf('@')) + ">");
            }
        };
        message.setFrom(new InternetAddress(from));
        message.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        try (Transport transport = session.getTransport("smtp")) {
            if (mail.user() == null) {
                transport.connect();
            } else {
                transport.connect(
                        mail.user(),
                        Files.readString(Objects.requireNonNull(mail.passwordFile()))
                                .strip());
            }
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private Properties properties(NoticeSettings.Mail mail) throws NotSent {
        String patience = Long.toString(settings.timeout().toMillis());
        boolean tls = mail.security() == NoticeSettings.Security.TLS;
        var properties = new Properties();
        properties.put("mail.smtp.host", Objects.requireNonNull(mail.host()));
        properties.put("mail.smtp.port", Integer.toString(Objects.requireNonNullElse(mail.port(), tls ? 465 : 587)));
        properties.put("mail.smtp.connectiontimeout", patience);
        properties.put("mail.smtp.timeout", patience);
        properties.put("mail.smtp.writetimeout", patience);
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(mail.user() != null));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(tls));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        if (mail.security() == NoticeSettings.Security.STARTTLS) {
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", "true");
        }
        if (mail.security() != NoticeSettings.Security.NONE) {
            properties.put(
                    "mail.smtp.ssl.socketFactory", Trust.context(settings.ca()).getSocketFactory());
        }
        return properties;
    }

    private static String reason(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = next(at)) {
            switch (at) {
                case NotSent known -> {
                    return known.reason();
                }
                case AuthenticationFailedException _ -> {
                    return "sign-in-failed";
                }
                case SMTPSendFailedException refused -> {
                    return "refused " + refused.getReturnCode();
                }
                case SMTPAddressFailedException refused -> {
                    return "refused " + refused.getReturnCode();
                }
                case SSLException _ -> {
                    return "untrusted";
                }
                case SocketTimeoutException _ -> {
                    return "too-slow";
                }
                case ConnectException _, UnknownHostException _ -> {
                    return "unreachable";
                }
                default -> {}
            }
        }
        return "broken-off";
    }

    private static @org.jspecify.annotations.Nullable Throwable next(Throwable at) {
        // Mail chains what went wrong beside the usual chain as well.
        return at instanceof MessagingException chained && chained.getNextException() != null
                ? chained.getNextException()
                : at.getCause();
    }
}
