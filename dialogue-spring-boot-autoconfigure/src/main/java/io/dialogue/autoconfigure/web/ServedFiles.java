package io.dialogue.autoconfigure.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Files that are served under fixed names, {@code /dialogue/<name>}. They are read when
 * the application starts and kept in memory. Immutable.
 */
final class ServedFiles {

	private final List<ServedFile> files;

	private ServedFiles(List<ServedFile> files) {
		this.files = List.copyOf(files);
	}

	/** Texts that have been made, by their names. */
	static ServedFiles ofTexts(Map<String, String> texts) {
		List<ServedFile> files = new ArrayList<>();
		texts.forEach((name, text) -> files.add(ServedFile.of(name, text.getBytes(StandardCharsets.UTF_8))));
		return new ServedFiles(files);
	}

	/** Those of some files on the class path that are there. */
	static ServedFiles onClassPath(String directory, List<String> names) {
		List<ServedFile> files = new ArrayList<>();
		for (String name : names) {
			Resource resource = new ClassPathResource(directory + name);
			if (resource.exists()) {
				files.add(ServedFile.of(name, content(resource)));
			}
		}
		return new ServedFiles(files);
	}

	List<ServedFile> all() {
		return this.files;
	}

	private static byte[] content(Resource resource) {
		try {
			return resource.getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
