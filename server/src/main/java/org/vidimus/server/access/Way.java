package org.vidimus.server.access;

/** How somebody proved at sign-in who they are. */
public enum Way {
    PASSWORD,
    PASSWORD_AND_CODE,
    PASSKEY,
    /** By a provider that the house trusts. */
    PROVIDER
}
