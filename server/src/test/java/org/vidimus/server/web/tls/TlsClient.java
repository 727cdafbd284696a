package org.vidimus.server.web.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** An HTTPS client that trusts one authority, and shows its certificate to whoever asks, wanted or not. */
final class TlsClient {
    private final int port;
    private final X509Certificate trusted;
    private final SSLContext context;
    private final HttpClient http;

    private TlsClient(int port, X509Certificate trusted, KeyManager... keys) {
        this.port = port;
        this.trusted = trusted;
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("trusted", trusted);
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            context = SSLContext.getInstance("TLS");
            context.init(keys, managers.getTrustManagers(), null);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
        http = HttpClient.newBuilder().sslContext(context).build();
    }

    static TlsClient trusting(int port, X509Certificate authority) {
        return new TlsClient(port, authority);
    }

    TlsClient showing(KeyPair keys, String pem) throws GeneralSecurityException {
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        return new TlsClient(port, trusted, new Insistent(certificate, keys.getPrivate()));
    }

    /** What the server shows to a new connection. */
    static X509Certificate shown(int port, X509Certificate authority) throws IOException {
        try (SSLSocket socket = trusting(port, authority).socket(port, List.of("TLSv1.3"), List.of())) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    SSLSocket socket(int to, List<String> versions, List<String> suites) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", to);
        socket.setEnabledProtocols(versions.toArray(String[]::new));
        if (!suites.isEmpty()) {
            socket.setEnabledCipherSuites(suites.toArray(String[]::new));
        }
        try {
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    HttpResponse<String> delete(String path, String token) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A client that is honest would not show what the server did not name. */
    private static final class Insistent extends X509ExtendedKeyManager {
        private final X509Certificate certificate;
        private final PrivateKey key;

        Insistent(X509Certificate certificate, PrivateKey key) {
            this.certificate = certificate;
            this.key = key;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {"mine"};
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return "mine";
        }

        @Override
        public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, javax.net.ssl.SSLEngine engine) {
            return "mine";
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException("a client");
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }
}
