package io.dialogue.autoconfigure;

import java.io.IOException;

import org.springframework.core.io.Resource;

import io.dialogue.event.PayloadSchema;

/**
 * Reads the schemas that {@code dialogue.events.<name>.schema} names. Reads JSON Schema
 * by default, where networknt's validator is there.
 */
@FunctionalInterface
public interface PayloadSchemaFactory {

	/**
	 * Reads a schema.
	 * @param resource where it is; exists
	 * @return the schema
	 * @throws IOException if it cannot be read
	 * @throws IllegalArgumentException if it is no schema
	 */
	PayloadSchema read(Resource resource) throws IOException;

}
