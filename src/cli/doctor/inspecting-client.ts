import {
  type Call,
  type ClientOptions,
  type Operation,
  QianfanClient,
  type Surprise,
  surprisesIn,
  type WireReply,
} from "../../datasources/qianfan/index.ts";

/** What is done with each answer. */
export interface Inspection {
  replied(reply: WireReply): void;
  answered(operation: string, body: unknown): void;
  surprised(operation: string, surprises: readonly Surprise[]): void;
}

/** A client whose answers are looked at. */
export class InspectingClient extends QianfanClient {
  constructor(
    options: ClientOptions,
    private readonly inspection: Inspection,
  ) {
    super(options);
  }

  protected override read<Request, Answer>(
    operation: Operation<Request, Answer>,
    reply: WireReply,
    call: Call,
  ): Answer {
    this.inspection.replied(reply);
    this.inspection.answered(operation.name, this.parse(reply));
    return super.read(operation, reply, call);
  }

  protected override answered<Request, Answer>(
    { name, answer }: Operation<Request, Answer>,
    result: unknown,
  ): void {
    this.inspection.surprised(name, surprisesIn(answer, result, this.expected(name)));
  }
}
