package org.vidimus.trust;

/**
 * A stored file of a zip whose content can be read.
 *
 * @param path after the bundle's folder
 * @param contentOffset in the file
 */
record ZipMember(String path, long contentOffset, long lengthBytes, long crc32) {}
