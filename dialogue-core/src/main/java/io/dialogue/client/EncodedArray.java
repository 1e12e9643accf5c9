package io.dialogue.client;

/**
 * The first elements of a list as JSON.
 *
 * @param json a JSON array in UTF-8; not copied
 * @param size the number of its elements
 */
public record EncodedArray(byte[] json, int size) {

}
