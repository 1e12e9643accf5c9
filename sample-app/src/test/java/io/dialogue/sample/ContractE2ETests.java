package io.dialogue.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.dialogue.autoconfigure.DialogueContractWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A changed record breaks the compilation of the front end.
 */
class ContractE2ETests {

	private static final Path RECORD = Path.of("src/main/java/io/dialogue/sample/Message.java");

	private static final int TIMEOUT_MINUTES = 2;

	/** What a page does with the contract. */
	private static final String FRONT_END = """
			import { createDialogueClient } from "dialogue-client";
			import type { Contract } from "./types";

			const client = createDialogueClient<Contract>({ url: "http://localhost:8080" });
			const lobby = await client.join("lobby");
			lobby.on("presence", ({ data }) => console.log(data));
			lobby.on("message", ({ data }) => console.log(data.text.toUpperCase()));
			await lobby.trigger("message", { text: "Hello" });
			""";

	/** Takes the client from its sources, and what it depends on from the tests. */
	private static final String COMPILER_OPTIONS = """
			{ "compilerOptions": { "strict": true, "noEmit": true, "target": "es2022", "module": "esnext",
				"moduleResolution": "bundler", "lib": ["es2022", "dom", "dom.iterable"], "types": [],
				"paths": { "dialogue-client": ["%1$s/dialogue-client-js/src/index.ts"],
					"socket.io-client": ["%1$s/sample-app/src/e2e/node_modules/socket.io-client"] } },
				"files": ["front-end.ts"] }
			""";

	private final String classPath = System.getProperty("java.class.path");

	@TempDir
	private Path directory;

	@Test
	void buildHasWrittenTheContract() throws IOException {
		String types = Files.readString(Path.of("target/contract/types.ts"));
		writeContract(this.classPath);
		assertThat(this.directory.resolve("types.ts")).hasContent(types);
	}

	@Test
	void frontEndThatFollowsTheContractCompiles() throws IOException {
		writeContract(this.classPath);
		assertThat(compile(FRONT_END)).isEmpty();
	}

	@Test
	void renamedFieldBreaksTheFrontEnd() throws IOException {
		writeContract(compileRenamed() + System.getProperty("path.separator") + this.classPath);
		assertThat(this.directory.resolve("types.ts")).content().contains("content: string;");
		assertThat(compile(FRONT_END)).contains("front-end.ts", "'text' does not exist");
	}

	@Test
	void eventThatTheRoomDoesNotHaveBreaksTheFrontEnd() throws IOException {
		writeContract(this.classPath);
		assertThat(compile(FRONT_END.replace("trigger(\"message\"", "trigger(\"presence\"")))
			.contains("'\"presence\"' is not assignable");
		assertThat(compile(FRONT_END.replace("on(\"presence\"", "on(\"mesage\""))).contains("'\"mesage\"'");
	}

	/** A process of its own, as in a build. */
	private void writeContract(String path) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		assertThat(run(List.of(java, "-cp", path, DialogueContractWriter.class.getName(),
				SampleApplication.class.getName(), this.directory.toString())))
			.as("exit value")
			.isZero();
	}

	private Path compileRenamed() throws IOException {
		Path source = this.directory.resolve("renamed/io/dialogue/sample/Message.java");
		Files.createDirectories(source.getParent());
		Files.writeString(source, Files.readString(RECORD).replace("String text", "String content"));
		Path classes = Files.createDirectories(this.directory.resolve("classes"));
		assertThat(ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-parameters", "-cp", this.classPath, "-d", classes.toString(),
					source.toString()))
			.isZero();
		return classes;
	}

	/** What the compiler of TypeScript has to say. */
	private String compile(String frontEnd) throws IOException {
		Files.writeString(this.directory.resolve("front-end.ts"), frontEnd);
		Files.writeString(this.directory.resolve("tsconfig.json"),
				COMPILER_OPTIONS.formatted(Path.of("..").toRealPath()));
		int exit = run(List.of("node", Path.of("src/e2e/node_modules/typescript/bin/tsc").toAbsolutePath().toString(),
				"-p", "."));
		String said = Files.readString(output());
		assertThat(exit == 0).as(said).isEqualTo(said.isBlank());
		return said;
	}

	private int run(List<String> command) throws IOException {
		Process process = new ProcessBuilder(command)
			.directory(command.get(0).equals("node") ? this.directory.toFile() : Path.of("").toAbsolutePath().toFile())
			.redirectErrorStream(true)
			.redirectOutput(output().toFile())
			.start();
		try {
			assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)).as("ended in time").isTrue();
			return process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private Path output() {
		return this.directory.resolve("output.txt");
	}

}
