import ts from "typescript";
import { expect, test } from "vitest";

const entries = ["src/index.ts", "src/react/index.ts"].map((entry) => new URL(`../../${entry}`, import.meta.url).pathname);

test("every public name is documented", { timeout: 120_000 }, () => {
	const program = ts.createProgram(entries, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext,
		moduleResolution: ts.ModuleResolutionKind.NodeNext, strict: true, skipLibCheck: true, types: [] });
	const checker = program.getTypeChecker();
	const undocumented = entries.flatMap((entry) => checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!)
		.flatMap((exported) => {
			const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
			const members = [...symbol.members?.values() ?? []].filter(isPublic);
			return [symbol, ...members].filter((it) => it.getDocumentationComment(checker).length === 0)
				.map((it) => it === symbol ? symbol.name : `${symbol.name}.${it.name}`);
		}));
	expect(undocumented).toEqual([]);
});

/** What an implementation has of a documented interface, and what is marked as internal, needs no comment. */
function isPublic(member: ts.Symbol): boolean {
	const [declaration] = member.declarations ?? [];
	return declaration !== undefined && !ts.isTypeParameterDeclaration(declaration) && !ts.isConstructorDeclaration(declaration)
		&& !member.name.startsWith("__#") && !ts.isPrivateIdentifier((declaration as ts.NamedDeclaration).name ?? declaration)
		&& !member.getJsDocTags().some(({ name }) => name === "internal")
		&& !(ts.isClassElement(declaration) && ts.isClassDeclaration(declaration.parent) && declaration.parent.heritageClauses !== undefined);
}
