package org.vidimus.server.web.tls;

/** The server was told to speak plain HTTP to other machines, and does not start. */
class Exposed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exposed(String address) {
        super("plain HTTP at " + address + " would let passwords, tokens and footage be read on the way");
    }
}
