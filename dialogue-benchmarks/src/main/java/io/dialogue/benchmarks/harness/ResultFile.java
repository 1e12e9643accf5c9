package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/**
 * All that was measured, as lines of JSON in a file, from which the guide's tables are
 * made.
 */
final class ResultFile {

	private final JsonMapper mapper = new JsonMapper();

	private final Path path;

	ResultFile(Path path) {
		this.path = path;
	}

	static ResultFile start(String name) throws IOException {
		Path path = Places.result(name);
		Files.writeString(path, "");
		return new ResultFile(path);
	}

	void add(Object line) throws IOException {
		Files.writeString(this.path, this.mapper.writeValueAsString(line) + "\n", StandardOpenOption.APPEND);
	}

	<T> List<T> read(Class<T> type) throws IOException {
		return Files.readAllLines(this.path).stream().map((line) -> this.mapper.readValue(line, type)).toList();
	}

}
