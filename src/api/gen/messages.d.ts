// Generated from proto/ by `npm run gen`. Do not edit.
import * as $protobuf from "protobufjs";
/** Namespace api. */
export namespace api {

    /** Consistency enum. */
    enum Consistency {
        CONSISTENCY_LINEARIZABLE = 0,
        CONSISTENCY_STALE = 1
    }

    /** Properties of a RequestId. */
    interface IRequestId {

        /** RequestId client */
        client?: (string|null);

        /** RequestId sequence */
        sequence?: (number|null);

        /** RequestId firstOpen */
        firstOpen?: (number|null);
    }

    /** Represents a RequestId. */
    class RequestId implements IRequestId {

        /**
         * Constructs a new RequestId.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IRequestId);

        /** RequestId client. */
        public client: string;

        /** RequestId sequence. */
        public sequence: number;

        /** RequestId firstOpen. */
        public firstOpen: number;

        /**
         * Creates a new RequestId instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RequestId instance
         */
        public static create(properties?: api.IRequestId): api.RequestId;

        /**
         * Encodes the specified RequestId message. Does not implicitly {@link api.RequestId.verify|verify} messages.
         * @param message RequestId message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IRequestId, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RequestId message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns RequestId
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.RequestId;
    }

    /** Properties of a Condition. */
    interface ICondition {

        /** Condition absent */
        absent?: (boolean|null);

        /** Condition revision */
        revision?: (number|null);

        /** Condition value */
        value?: (Uint8Array|null);

        /** Condition exists */
        exists?: (boolean|null);
    }

    /** Represents a Condition. */
    class Condition implements ICondition {

        /**
         * Constructs a new Condition.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.ICondition);

        /** Condition absent. */
        public absent?: (boolean|null);

        /** Condition revision. */
        public revision?: (number|null);

        /** Condition value. */
        public value?: (Uint8Array|null);

        /** Condition exists. */
        public exists?: (boolean|null);

        /** Condition kind. */
        public kind?: ("absent"|"revision"|"value"|"exists");

        /**
         * Creates a new Condition instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Condition instance
         */
        public static create(properties?: api.ICondition): api.Condition;

        /**
         * Encodes the specified Condition message. Does not implicitly {@link api.Condition.verify|verify} messages.
         * @param message Condition message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.ICondition, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Condition message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns Condition
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.Condition;
    }

    /** Properties of an Item. */
    interface IItem {

        /** Item key */
        key?: (string|null);

        /** Item value */
        value?: (Uint8Array|null);

        /** Item createRevision */
        createRevision?: (number|null);

        /** Item modRevision */
        modRevision?: (number|null);

        /** Item version */
        version?: (number|null);

        /** Item expiresAtMs */
        expiresAtMs?: (number|null);

        /** Item leaseId */
        leaseId?: (number|null);
    }

    /** Represents an Item. */
    class Item implements IItem {

        /**
         * Constructs a new Item.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IItem);

        /** Item key. */
        public key: string;

        /** Item value. */
        public value: Uint8Array;

        /** Item createRevision. */
        public createRevision: number;

        /** Item modRevision. */
        public modRevision: number;

        /** Item version. */
        public version: number;

        /** Item expiresAtMs. */
        public expiresAtMs?: (number|null);

        /** Item leaseId. */
        public leaseId: number;

        /**
         * Creates a new Item instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Item instance
         */
        public static create(properties?: api.IItem): api.Item;

        /**
         * Encodes the specified Item message. Does not implicitly {@link api.Item.verify|verify} messages.
         * @param message Item message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IItem, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Item message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns Item
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.Item;
    }

    /** Properties of a GetRequest. */
    interface IGetRequest {

        /** GetRequest key */
        key?: (string|null);

        /** GetRequest consistency */
        consistency?: (api.Consistency|null);

        /** GetRequest maxLagMs */
        maxLagMs?: (number|null);

        /** GetRequest revision */
        revision?: (number|null);
    }

    /** Represents a GetRequest. */
    class GetRequest implements IGetRequest {

        /**
         * Constructs a new GetRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IGetRequest);

        /** GetRequest key. */
        public key: string;

        /** GetRequest consistency. */
        public consistency: api.Consistency;

        /** GetRequest maxLagMs. */
        public maxLagMs: number;

        /** GetRequest revision. */
        public revision: number;

        /**
         * Creates a new GetRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetRequest instance
         */
        public static create(properties?: api.IGetRequest): api.GetRequest;

        /**
         * Encodes the specified GetRequest message. Does not implicitly {@link api.GetRequest.verify|verify} messages.
         * @param message GetRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IGetRequest, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns GetRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.GetRequest;
    }

    /** Properties of a ListRequest. */
    interface IListRequest {

        /** ListRequest consistency */
        consistency?: (api.Consistency|null);

        /** ListRequest maxLagMs */
        maxLagMs?: (number|null);
    }

    /** Represents a ListRequest. */
    class ListRequest implements IListRequest {

        /**
         * Constructs a new ListRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IListRequest);

        /** ListRequest consistency. */
        public consistency: api.Consistency;

        /** ListRequest maxLagMs. */
        public maxLagMs: number;

        /**
         * Creates a new ListRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListRequest instance
         */
        public static create(properties?: api.IListRequest): api.ListRequest;

        /**
         * Encodes the specified ListRequest message. Does not implicitly {@link api.ListRequest.verify|verify} messages.
         * @param message ListRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IListRequest, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns ListRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.ListRequest;
    }

    /** Properties of a GetResponse. */
    interface IGetResponse {

        /** GetResponse key */
        key?: (string|null);

        /** GetResponse value */
        value?: (Uint8Array|null);

        /** GetResponse createRevision */
        createRevision?: (number|null);

        /** GetResponse modRevision */
        modRevision?: (number|null);

        /** GetResponse version */
        version?: (number|null);

        /** GetResponse expiresAtMs */
        expiresAtMs?: (number|null);

        /** GetResponse leaseId */
        leaseId?: (number|null);

        /** GetResponse ageMs */
        ageMs?: (number|null);

        /** GetResponse revision */
        revision?: (number|null);
    }

    /** Represents a GetResponse. */
    class GetResponse implements IGetResponse {

        /**
         * Constructs a new GetResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IGetResponse);

        /** GetResponse key. */
        public key: string;

        /** GetResponse value. */
        public value: Uint8Array;

        /** GetResponse createRevision. */
        public createRevision: number;

        /** GetResponse modRevision. */
        public modRevision: number;

        /** GetResponse version. */
        public version: number;

        /** GetResponse expiresAtMs. */
        public expiresAtMs?: (number|null);

        /** GetResponse leaseId. */
        public leaseId: number;

        /** GetResponse ageMs. */
        public ageMs?: (number|null);

        /** GetResponse revision. */
        public revision: number;

        /**
         * Creates a new GetResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetResponse instance
         */
        public static create(properties?: api.IGetResponse): api.GetResponse;

        /**
         * Encodes the specified GetResponse message. Does not implicitly {@link api.GetResponse.verify|verify} messages.
         * @param message GetResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IGetResponse, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns GetResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.GetResponse;
    }

    /** Properties of a SetRequest. */
    interface ISetRequest {

        /** SetRequest key */
        key?: (string|null);

        /** SetRequest value */
        value?: (Uint8Array|null);

        /** SetRequest condition */
        condition?: (api.ICondition|null);

        /** SetRequest ttlMs */
        ttlMs?: (number|null);

        /** SetRequest keepTtl */
        keepTtl?: (boolean|null);

        /** SetRequest leaseId */
        leaseId?: (number|null);

        /** SetRequest returnPrevious */
        returnPrevious?: (boolean|null);

        /** SetRequest requestId */
        requestId?: (api.IRequestId|null);
    }

    /** Represents a SetRequest. */
    class SetRequest implements ISetRequest {

        /**
         * Constructs a new SetRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.ISetRequest);

        /** SetRequest key. */
        public key: string;

        /** SetRequest value. */
        public value: Uint8Array;

        /** SetRequest condition. */
        public condition?: (api.ICondition|null);

        /** SetRequest ttlMs. */
        public ttlMs: number;

        /** SetRequest keepTtl. */
        public keepTtl: boolean;

        /** SetRequest leaseId. */
        public leaseId: number;

        /** SetRequest returnPrevious. */
        public returnPrevious: boolean;

        /** SetRequest requestId. */
        public requestId?: (api.IRequestId|null);

        /**
         * Creates a new SetRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetRequest instance
         */
        public static create(properties?: api.ISetRequest): api.SetRequest;

        /**
         * Encodes the specified SetRequest message. Does not implicitly {@link api.SetRequest.verify|verify} messages.
         * @param message SetRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.ISetRequest, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns SetRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.SetRequest;
    }

    /** Properties of a SetResponse. */
    interface ISetResponse {

        /** SetResponse ok */
        ok?: (boolean|null);

        /** SetResponse revision */
        revision?: (number|null);

        /** SetResponse created */
        created?: (boolean|null);

        /** SetResponse previous */
        previous?: (api.IItem|null);
    }

    /** Represents a SetResponse. */
    class SetResponse implements ISetResponse {

        /**
         * Constructs a new SetResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.ISetResponse);

        /** SetResponse ok. */
        public ok: boolean;

        /** SetResponse revision. */
        public revision: number;

        /** SetResponse created. */
        public created: boolean;

        /** SetResponse previous. */
        public previous?: (api.IItem|null);

        /**
         * Creates a new SetResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetResponse instance
         */
        public static create(properties?: api.ISetResponse): api.SetResponse;

        /**
         * Encodes the specified SetResponse message. Does not implicitly {@link api.SetResponse.verify|verify} messages.
         * @param message SetResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.ISetResponse, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns SetResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.SetResponse;
    }

    /** Properties of a DeleteRequest. */
    interface IDeleteRequest {

        /** DeleteRequest key */
        key?: (string|null);

        /** DeleteRequest condition */
        condition?: (api.ICondition|null);

        /** DeleteRequest returnPrevious */
        returnPrevious?: (boolean|null);

        /** DeleteRequest requestId */
        requestId?: (api.IRequestId|null);
    }

    /** Represents a DeleteRequest. */
    class DeleteRequest implements IDeleteRequest {

        /**
         * Constructs a new DeleteRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IDeleteRequest);

        /** DeleteRequest key. */
        public key: string;

        /** DeleteRequest condition. */
        public condition?: (api.ICondition|null);

        /** DeleteRequest returnPrevious. */
        public returnPrevious: boolean;

        /** DeleteRequest requestId. */
        public requestId?: (api.IRequestId|null);

        /**
         * Creates a new DeleteRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeleteRequest instance
         */
        public static create(properties?: api.IDeleteRequest): api.DeleteRequest;

        /**
         * Encodes the specified DeleteRequest message. Does not implicitly {@link api.DeleteRequest.verify|verify} messages.
         * @param message DeleteRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IDeleteRequest, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeleteRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns DeleteRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.DeleteRequest;
    }

    /** Properties of a DeleteResponse. */
    interface IDeleteResponse {

        /** DeleteResponse ok */
        ok?: (boolean|null);

        /** DeleteResponse revision */
        revision?: (number|null);

        /** DeleteResponse deleted */
        deleted?: (boolean|null);

        /** DeleteResponse previous */
        previous?: (api.IItem|null);
    }

    /** Represents a DeleteResponse. */
    class DeleteResponse implements IDeleteResponse {

        /**
         * Constructs a new DeleteResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IDeleteResponse);

        /** DeleteResponse ok. */
        public ok: boolean;

        /** DeleteResponse revision. */
        public revision: number;

        /** DeleteResponse deleted. */
        public deleted: boolean;

        /** DeleteResponse previous. */
        public previous?: (api.IItem|null);

        /**
         * Creates a new DeleteResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeleteResponse instance
         */
        public static create(properties?: api.IDeleteResponse): api.DeleteResponse;

        /**
         * Encodes the specified DeleteResponse message. Does not implicitly {@link api.DeleteResponse.verify|verify} messages.
         * @param message DeleteResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IDeleteResponse, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeleteResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns DeleteResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.DeleteResponse;
    }

    /** Properties of a Server. */
    interface IServer {

        /** Server id */
        id?: (string|null);

        /** Server rpcAddr */
        rpcAddr?: (string|null);

        /** Server isLeader */
        isLeader?: (boolean|null);
    }

    /** Represents a Server. */
    class Server implements IServer {

        /**
         * Constructs a new Server.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IServer);

        /** Server id. */
        public id: string;

        /** Server rpcAddr. */
        public rpcAddr: string;

        /** Server isLeader. */
        public isLeader: boolean;

        /**
         * Creates a new Server instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Server instance
         */
        public static create(properties?: api.IServer): api.Server;

        /**
         * Encodes the specified Server message. Does not implicitly {@link api.Server.verify|verify} messages.
         * @param message Server message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IServer, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Server message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns Server
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.Server;
    }

    /** Properties of a GetServersResponse. */
    interface IGetServersResponse {

        /** GetServersResponse servers */
        servers?: (api.IServer[]|null);
    }

    /** Represents a GetServersResponse. */
    class GetServersResponse implements IGetServersResponse {

        /**
         * Constructs a new GetServersResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: api.IGetServersResponse);

        /** GetServersResponse servers. */
        public servers: api.IServer[];

        /**
         * Creates a new GetServersResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetServersResponse instance
         */
        public static create(properties?: api.IGetServersResponse): api.GetServersResponse;

        /**
         * Encodes the specified GetServersResponse message. Does not implicitly {@link api.GetServersResponse.verify|verify} messages.
         * @param message GetServersResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        public static encode(message: api.IGetServersResponse, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetServersResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns GetServersResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): api.GetServersResponse;
    }
}

/** Namespace mokv. */
export namespace mokv {

    /** Namespace v1. */
    namespace v1 {

        /** Properties of a KeyRange. */
        interface IKeyRange {

            /** KeyRange prefix */
            prefix?: (string|null);

            /** KeyRange start */
            start?: (string|null);

            /** KeyRange end */
            end?: (string|null);
        }

        /** Represents a KeyRange. */
        class KeyRange implements IKeyRange {

            /**
             * Constructs a new KeyRange.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IKeyRange);

            /** KeyRange prefix. */
            public prefix: string;

            /** KeyRange start. */
            public start: string;

            /** KeyRange end. */
            public end: string;

            /**
             * Creates a new KeyRange instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeyRange instance
             */
            public static create(properties?: mokv.v1.IKeyRange): mokv.v1.KeyRange;

            /**
             * Encodes the specified KeyRange message. Does not implicitly {@link mokv.v1.KeyRange.verify|verify} messages.
             * @param message KeyRange message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IKeyRange, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeyRange message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns KeyRange
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.KeyRange;
        }

        /** Properties of a RangeRequest. */
        interface IRangeRequest {

            /** RangeRequest range */
            range?: (mokv.v1.IKeyRange|null);

            /** RangeRequest limit */
            limit?: (number|null);

            /** RangeRequest reverse */
            reverse?: (boolean|null);

            /** RangeRequest keysOnly */
            keysOnly?: (boolean|null);

            /** RangeRequest countOnly */
            countOnly?: (boolean|null);

            /** RangeRequest delimiter */
            delimiter?: (string|null);

            /** RangeRequest revision */
            revision?: (number|null);

            /** RangeRequest consistency */
            consistency?: (api.Consistency|null);

            /** RangeRequest maxLagMs */
            maxLagMs?: (number|null);
        }

        /** Represents a RangeRequest. */
        class RangeRequest implements IRangeRequest {

            /**
             * Constructs a new RangeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRangeRequest);

            /** RangeRequest range. */
            public range?: (mokv.v1.IKeyRange|null);

            /** RangeRequest limit. */
            public limit: number;

            /** RangeRequest reverse. */
            public reverse: boolean;

            /** RangeRequest keysOnly. */
            public keysOnly: boolean;

            /** RangeRequest countOnly. */
            public countOnly: boolean;

            /** RangeRequest delimiter. */
            public delimiter: string;

            /** RangeRequest revision. */
            public revision: number;

            /** RangeRequest consistency. */
            public consistency: api.Consistency;

            /** RangeRequest maxLagMs. */
            public maxLagMs: number;

            /**
             * Creates a new RangeRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RangeRequest instance
             */
            public static create(properties?: mokv.v1.IRangeRequest): mokv.v1.RangeRequest;

            /**
             * Encodes the specified RangeRequest message. Does not implicitly {@link mokv.v1.RangeRequest.verify|verify} messages.
             * @param message RangeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRangeRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RangeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RangeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RangeRequest;
        }

        /** Properties of a RangeResponse. */
        interface IRangeResponse {

            /** RangeResponse items */
            items?: (api.IItem[]|null);

            /** RangeResponse groups */
            groups?: (mokv.v1.IKeyGroup[]|null);

            /** RangeResponse revision */
            revision?: (number|null);

            /** RangeResponse count */
            count?: (number|null);

            /** RangeResponse more */
            more?: (boolean|null);

            /** RangeResponse ageMs */
            ageMs?: (number|null);

            /** RangeResponse last */
            last?: (boolean|null);
        }

        /** Represents a RangeResponse. */
        class RangeResponse implements IRangeResponse {

            /**
             * Constructs a new RangeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRangeResponse);

            /** RangeResponse items. */
            public items: api.IItem[];

            /** RangeResponse groups. */
            public groups: mokv.v1.IKeyGroup[];

            /** RangeResponse revision. */
            public revision: number;

            /** RangeResponse count. */
            public count: number;

            /** RangeResponse more. */
            public more: boolean;

            /** RangeResponse ageMs. */
            public ageMs?: (number|null);

            /** RangeResponse last. */
            public last: boolean;

            /**
             * Creates a new RangeResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RangeResponse instance
             */
            public static create(properties?: mokv.v1.IRangeResponse): mokv.v1.RangeResponse;

            /**
             * Encodes the specified RangeResponse message. Does not implicitly {@link mokv.v1.RangeResponse.verify|verify} messages.
             * @param message RangeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRangeResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RangeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RangeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RangeResponse;
        }

        /** Properties of a KeyGroup. */
        interface IKeyGroup {

            /** KeyGroup prefix */
            prefix?: (string|null);

            /** KeyGroup keys */
            keys?: (number|null);
        }

        /** Represents a KeyGroup. */
        class KeyGroup implements IKeyGroup {

            /**
             * Constructs a new KeyGroup.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IKeyGroup);

            /** KeyGroup prefix. */
            public prefix: string;

            /** KeyGroup keys. */
            public keys: number;

            /**
             * Creates a new KeyGroup instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeyGroup instance
             */
            public static create(properties?: mokv.v1.IKeyGroup): mokv.v1.KeyGroup;

            /**
             * Encodes the specified KeyGroup message. Does not implicitly {@link mokv.v1.KeyGroup.verify|verify} messages.
             * @param message KeyGroup message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IKeyGroup, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeyGroup message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns KeyGroup
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.KeyGroup;
        }

        /** Properties of a DeleteRangeRequest. */
        interface IDeleteRangeRequest {

            /** DeleteRangeRequest range */
            range?: (mokv.v1.IKeyRange|null);

            /** DeleteRangeRequest dryRun */
            dryRun?: (boolean|null);

            /** DeleteRangeRequest requestId */
            requestId?: (api.IRequestId|null);
        }

        /** Represents a DeleteRangeRequest. */
        class DeleteRangeRequest implements IDeleteRangeRequest {

            /**
             * Constructs a new DeleteRangeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IDeleteRangeRequest);

            /** DeleteRangeRequest range. */
            public range?: (mokv.v1.IKeyRange|null);

            /** DeleteRangeRequest dryRun. */
            public dryRun: boolean;

            /** DeleteRangeRequest requestId. */
            public requestId?: (api.IRequestId|null);

            /**
             * Creates a new DeleteRangeRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRangeRequest instance
             */
            public static create(properties?: mokv.v1.IDeleteRangeRequest): mokv.v1.DeleteRangeRequest;

            /**
             * Encodes the specified DeleteRangeRequest message. Does not implicitly {@link mokv.v1.DeleteRangeRequest.verify|verify} messages.
             * @param message DeleteRangeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IDeleteRangeRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRangeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns DeleteRangeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.DeleteRangeRequest;
        }

        /** Properties of a DeleteRangeResponse. */
        interface IDeleteRangeResponse {

            /** DeleteRangeResponse revision */
            revision?: (number|null);

            /** DeleteRangeResponse deleted */
            deleted?: (number|null);
        }

        /** Represents a DeleteRangeResponse. */
        class DeleteRangeResponse implements IDeleteRangeResponse {

            /**
             * Constructs a new DeleteRangeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IDeleteRangeResponse);

            /** DeleteRangeResponse revision. */
            public revision: number;

            /** DeleteRangeResponse deleted. */
            public deleted: number;

            /**
             * Creates a new DeleteRangeResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRangeResponse instance
             */
            public static create(properties?: mokv.v1.IDeleteRangeResponse): mokv.v1.DeleteRangeResponse;

            /**
             * Encodes the specified DeleteRangeResponse message. Does not implicitly {@link mokv.v1.DeleteRangeResponse.verify|verify} messages.
             * @param message DeleteRangeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IDeleteRangeResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRangeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns DeleteRangeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.DeleteRangeResponse;
        }

        /** Properties of a TouchRequest. */
        interface ITouchRequest {

            /** TouchRequest key */
            key?: (string|null);

            /** TouchRequest ttlMs */
            ttlMs?: (number|null);

            /** TouchRequest condition */
            condition?: (api.ICondition|null);

            /** TouchRequest requestId */
            requestId?: (api.IRequestId|null);
        }

        /** Represents a TouchRequest. */
        class TouchRequest implements ITouchRequest {

            /**
             * Constructs a new TouchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITouchRequest);

            /** TouchRequest key. */
            public key: string;

            /** TouchRequest ttlMs. */
            public ttlMs: number;

            /** TouchRequest condition. */
            public condition?: (api.ICondition|null);

            /** TouchRequest requestId. */
            public requestId?: (api.IRequestId|null);

            /**
             * Creates a new TouchRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TouchRequest instance
             */
            public static create(properties?: mokv.v1.ITouchRequest): mokv.v1.TouchRequest;

            /**
             * Encodes the specified TouchRequest message. Does not implicitly {@link mokv.v1.TouchRequest.verify|verify} messages.
             * @param message TouchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITouchRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TouchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TouchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TouchRequest;
        }

        /** Properties of a TouchResponse. */
        interface ITouchResponse {

            /** TouchResponse revision */
            revision?: (number|null);

            /** TouchResponse expiresAtMs */
            expiresAtMs?: (number|null);
        }

        /** Represents a TouchResponse. */
        class TouchResponse implements ITouchResponse {

            /**
             * Constructs a new TouchResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITouchResponse);

            /** TouchResponse revision. */
            public revision: number;

            /** TouchResponse expiresAtMs. */
            public expiresAtMs?: (number|null);

            /**
             * Creates a new TouchResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TouchResponse instance
             */
            public static create(properties?: mokv.v1.ITouchResponse): mokv.v1.TouchResponse;

            /**
             * Encodes the specified TouchResponse message. Does not implicitly {@link mokv.v1.TouchResponse.verify|verify} messages.
             * @param message TouchResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITouchResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TouchResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TouchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TouchResponse;
        }

        /** Properties of a Compare. */
        interface ICompare {

            /** Compare key */
            key?: (string|null);

            /** Compare relation */
            relation?: (mokv.v1.Compare.Relation|null);

            /** Compare modRevision */
            modRevision?: (number|null);

            /** Compare createRevision */
            createRevision?: (number|null);

            /** Compare version */
            version?: (number|null);

            /** Compare value */
            value?: (Uint8Array|null);
        }

        /** Represents a Compare. */
        class Compare implements ICompare {

            /**
             * Constructs a new Compare.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ICompare);

            /** Compare key. */
            public key: string;

            /** Compare relation. */
            public relation: mokv.v1.Compare.Relation;

            /** Compare modRevision. */
            public modRevision?: (number|null);

            /** Compare createRevision. */
            public createRevision?: (number|null);

            /** Compare version. */
            public version?: (number|null);

            /** Compare value. */
            public value?: (Uint8Array|null);

            /** Compare target. */
            public target?: ("modRevision"|"createRevision"|"version"|"value");

            /**
             * Creates a new Compare instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Compare instance
             */
            public static create(properties?: mokv.v1.ICompare): mokv.v1.Compare;

            /**
             * Encodes the specified Compare message. Does not implicitly {@link mokv.v1.Compare.verify|verify} messages.
             * @param message Compare message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ICompare, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Compare message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Compare
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.Compare;
        }

        namespace Compare {

            /** Relation enum. */
            enum Relation {
                EQUAL = 0,
                NOT_EQUAL = 1,
                LESS = 2,
                GREATER = 3
            }
        }

        /** Properties of an Operation. */
        interface IOperation {

            /** Operation get */
            get?: (api.IGetRequest|null);

            /** Operation set */
            set?: (api.ISetRequest|null);

            /** Operation delete */
            "delete"?: (api.IDeleteRequest|null);

            /** Operation deleteRange */
            deleteRange?: (mokv.v1.IDeleteRangeRequest|null);

            /** Operation touch */
            touch?: (mokv.v1.ITouchRequest|null);

            /** Operation txn */
            txn?: (mokv.v1.ITxnRequest|null);
        }

        /** Represents an Operation. */
        class Operation implements IOperation {

            /**
             * Constructs a new Operation.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IOperation);

            /** Operation get. */
            public get?: (api.IGetRequest|null);

            /** Operation set. */
            public set?: (api.ISetRequest|null);

            /** Operation delete. */
            public delete?: (api.IDeleteRequest|null);

            /** Operation deleteRange. */
            public deleteRange?: (mokv.v1.IDeleteRangeRequest|null);

            /** Operation touch. */
            public touch?: (mokv.v1.ITouchRequest|null);

            /** Operation txn. */
            public txn?: (mokv.v1.ITxnRequest|null);

            /** Operation kind. */
            public kind?: ("get"|"set"|"delete"|"deleteRange"|"touch"|"txn");

            /**
             * Creates a new Operation instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Operation instance
             */
            public static create(properties?: mokv.v1.IOperation): mokv.v1.Operation;

            /**
             * Encodes the specified Operation message. Does not implicitly {@link mokv.v1.Operation.verify|verify} messages.
             * @param message Operation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IOperation, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Operation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Operation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.Operation;
        }

        /** Properties of an OperationResult. */
        interface IOperationResult {

            /** OperationResult get */
            get?: (api.IGetResponse|null);

            /** OperationResult set */
            set?: (api.ISetResponse|null);

            /** OperationResult delete */
            "delete"?: (api.IDeleteResponse|null);

            /** OperationResult deleteRange */
            deleteRange?: (mokv.v1.IDeleteRangeResponse|null);

            /** OperationResult touch */
            touch?: (mokv.v1.ITouchResponse|null);

            /** OperationResult txn */
            txn?: (mokv.v1.ITxnResponse|null);

            /** OperationResult failure */
            failure?: (mokv.v1.IFailure|null);
        }

        /** Represents an OperationResult. */
        class OperationResult implements IOperationResult {

            /**
             * Constructs a new OperationResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IOperationResult);

            /** OperationResult get. */
            public get?: (api.IGetResponse|null);

            /** OperationResult set. */
            public set?: (api.ISetResponse|null);

            /** OperationResult delete. */
            public delete?: (api.IDeleteResponse|null);

            /** OperationResult deleteRange. */
            public deleteRange?: (mokv.v1.IDeleteRangeResponse|null);

            /** OperationResult touch. */
            public touch?: (mokv.v1.ITouchResponse|null);

            /** OperationResult txn. */
            public txn?: (mokv.v1.ITxnResponse|null);

            /** OperationResult failure. */
            public failure?: (mokv.v1.IFailure|null);

            /** OperationResult kind. */
            public kind?: ("get"|"set"|"delete"|"deleteRange"|"touch"|"txn"|"failure");

            /**
             * Creates a new OperationResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OperationResult instance
             */
            public static create(properties?: mokv.v1.IOperationResult): mokv.v1.OperationResult;

            /**
             * Encodes the specified OperationResult message. Does not implicitly {@link mokv.v1.OperationResult.verify|verify} messages.
             * @param message OperationResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IOperationResult, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OperationResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns OperationResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.OperationResult;
        }

        /** Properties of a Failure. */
        interface IFailure {

            /** Failure code */
            code?: (string|null);

            /** Failure message */
            message?: (string|null);

            /** Failure hint */
            hint?: (string|null);

            /** Failure metadata */
            metadata?: ({ [k: string]: string }|null);
        }

        /** Represents a Failure. */
        class Failure implements IFailure {

            /**
             * Constructs a new Failure.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IFailure);

            /** Failure code. */
            public code: string;

            /** Failure message. */
            public message: string;

            /** Failure hint. */
            public hint: string;

            /** Failure metadata. */
            public metadata: { [k: string]: string };

            /**
             * Creates a new Failure instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Failure instance
             */
            public static create(properties?: mokv.v1.IFailure): mokv.v1.Failure;

            /**
             * Encodes the specified Failure message. Does not implicitly {@link mokv.v1.Failure.verify|verify} messages.
             * @param message Failure message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IFailure, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Failure message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Failure
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.Failure;
        }

        /** Properties of a TxnRequest. */
        interface ITxnRequest {

            /** TxnRequest compares */
            compares?: (mokv.v1.ICompare[]|null);

            /** TxnRequest success */
            success?: (mokv.v1.IOperation[]|null);

            /** TxnRequest failure */
            failure?: (mokv.v1.IOperation[]|null);

            /** TxnRequest requestId */
            requestId?: (api.IRequestId|null);
        }

        /** Represents a TxnRequest. */
        class TxnRequest implements ITxnRequest {

            /**
             * Constructs a new TxnRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITxnRequest);

            /** TxnRequest compares. */
            public compares: mokv.v1.ICompare[];

            /** TxnRequest success. */
            public success: mokv.v1.IOperation[];

            /** TxnRequest failure. */
            public failure: mokv.v1.IOperation[];

            /** TxnRequest requestId. */
            public requestId?: (api.IRequestId|null);

            /**
             * Creates a new TxnRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TxnRequest instance
             */
            public static create(properties?: mokv.v1.ITxnRequest): mokv.v1.TxnRequest;

            /**
             * Encodes the specified TxnRequest message. Does not implicitly {@link mokv.v1.TxnRequest.verify|verify} messages.
             * @param message TxnRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITxnRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TxnRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TxnRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TxnRequest;
        }

        /** Properties of a TxnResponse. */
        interface ITxnResponse {

            /** TxnResponse succeeded */
            succeeded?: (boolean|null);

            /** TxnResponse revision */
            revision?: (number|null);

            /** TxnResponse results */
            results?: (mokv.v1.IOperationResult[]|null);
        }

        /** Represents a TxnResponse. */
        class TxnResponse implements ITxnResponse {

            /**
             * Constructs a new TxnResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITxnResponse);

            /** TxnResponse succeeded. */
            public succeeded: boolean;

            /** TxnResponse revision. */
            public revision: number;

            /** TxnResponse results. */
            public results: mokv.v1.IOperationResult[];

            /**
             * Creates a new TxnResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TxnResponse instance
             */
            public static create(properties?: mokv.v1.ITxnResponse): mokv.v1.TxnResponse;

            /**
             * Encodes the specified TxnResponse message. Does not implicitly {@link mokv.v1.TxnResponse.verify|verify} messages.
             * @param message TxnResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITxnResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TxnResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TxnResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TxnResponse;
        }

        /** Properties of a BatchRequest. */
        interface IBatchRequest {

            /** BatchRequest operations */
            operations?: (mokv.v1.IOperation[]|null);
        }

        /** Represents a BatchRequest. */
        class BatchRequest implements IBatchRequest {

            /**
             * Constructs a new BatchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IBatchRequest);

            /** BatchRequest operations. */
            public operations: mokv.v1.IOperation[];

            /**
             * Creates a new BatchRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchRequest instance
             */
            public static create(properties?: mokv.v1.IBatchRequest): mokv.v1.BatchRequest;

            /**
             * Encodes the specified BatchRequest message. Does not implicitly {@link mokv.v1.BatchRequest.verify|verify} messages.
             * @param message BatchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IBatchRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns BatchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.BatchRequest;
        }

        /** Properties of a BatchResponse. */
        interface IBatchResponse {

            /** BatchResponse results */
            results?: (mokv.v1.IOperationResult[]|null);
        }

        /** Represents a BatchResponse. */
        class BatchResponse implements IBatchResponse {

            /**
             * Constructs a new BatchResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IBatchResponse);

            /** BatchResponse results. */
            public results: mokv.v1.IOperationResult[];

            /**
             * Creates a new BatchResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchResponse instance
             */
            public static create(properties?: mokv.v1.IBatchResponse): mokv.v1.BatchResponse;

            /**
             * Encodes the specified BatchResponse message. Does not implicitly {@link mokv.v1.BatchResponse.verify|verify} messages.
             * @param message BatchResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IBatchResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns BatchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.BatchResponse;
        }

        /** Properties of a PipelineRequest. */
        interface IPipelineRequest {

            /** PipelineRequest operations */
            operations?: (mokv.v1.IPipelinedOperation[]|null);
        }

        /** Represents a PipelineRequest. */
        class PipelineRequest implements IPipelineRequest {

            /**
             * Constructs a new PipelineRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPipelineRequest);

            /** PipelineRequest operations. */
            public operations: mokv.v1.IPipelinedOperation[];

            /**
             * Creates a new PipelineRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PipelineRequest instance
             */
            public static create(properties?: mokv.v1.IPipelineRequest): mokv.v1.PipelineRequest;

            /**
             * Encodes the specified PipelineRequest message. Does not implicitly {@link mokv.v1.PipelineRequest.verify|verify} messages.
             * @param message PipelineRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPipelineRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PipelineRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PipelineRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PipelineRequest;
        }

        /** Properties of a PipelinedOperation. */
        interface IPipelinedOperation {

            /** PipelinedOperation id */
            id?: (number|null);

            /** PipelinedOperation operation */
            operation?: (mokv.v1.IOperation|null);
        }

        /** Represents a PipelinedOperation. */
        class PipelinedOperation implements IPipelinedOperation {

            /**
             * Constructs a new PipelinedOperation.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPipelinedOperation);

            /** PipelinedOperation id. */
            public id: number;

            /** PipelinedOperation operation. */
            public operation?: (mokv.v1.IOperation|null);

            /**
             * Creates a new PipelinedOperation instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PipelinedOperation instance
             */
            public static create(properties?: mokv.v1.IPipelinedOperation): mokv.v1.PipelinedOperation;

            /**
             * Encodes the specified PipelinedOperation message. Does not implicitly {@link mokv.v1.PipelinedOperation.verify|verify} messages.
             * @param message PipelinedOperation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPipelinedOperation, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PipelinedOperation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PipelinedOperation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PipelinedOperation;
        }

        /** Properties of a PipelineResponse. */
        interface IPipelineResponse {

            /** PipelineResponse results */
            results?: (mokv.v1.IPipelinedResult[]|null);
        }

        /** Represents a PipelineResponse. */
        class PipelineResponse implements IPipelineResponse {

            /**
             * Constructs a new PipelineResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPipelineResponse);

            /** PipelineResponse results. */
            public results: mokv.v1.IPipelinedResult[];

            /**
             * Creates a new PipelineResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PipelineResponse instance
             */
            public static create(properties?: mokv.v1.IPipelineResponse): mokv.v1.PipelineResponse;

            /**
             * Encodes the specified PipelineResponse message. Does not implicitly {@link mokv.v1.PipelineResponse.verify|verify} messages.
             * @param message PipelineResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPipelineResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PipelineResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PipelineResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PipelineResponse;
        }

        /** Properties of a PipelinedResult. */
        interface IPipelinedResult {

            /** PipelinedResult id */
            id?: (number|null);

            /** PipelinedResult result */
            result?: (mokv.v1.IOperationResult|null);
        }

        /** Represents a PipelinedResult. */
        class PipelinedResult implements IPipelinedResult {

            /**
             * Constructs a new PipelinedResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPipelinedResult);

            /** PipelinedResult id. */
            public id: number;

            /** PipelinedResult result. */
            public result?: (mokv.v1.IOperationResult|null);

            /**
             * Creates a new PipelinedResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PipelinedResult instance
             */
            public static create(properties?: mokv.v1.IPipelinedResult): mokv.v1.PipelinedResult;

            /**
             * Encodes the specified PipelinedResult message. Does not implicitly {@link mokv.v1.PipelinedResult.verify|verify} messages.
             * @param message PipelinedResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPipelinedResult, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PipelinedResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PipelinedResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PipelinedResult;
        }

        /** Properties of an ImportRequest. */
        interface IImportRequest {

            /** ImportRequest items */
            items?: (mokv.v1.IImportedItem[]|null);

            /** ImportRequest ifAbsent */
            ifAbsent?: (boolean|null);

            /** ImportRequest dryRun */
            dryRun?: (boolean|null);
        }

        /** Represents an ImportRequest. */
        class ImportRequest implements IImportRequest {

            /**
             * Constructs a new ImportRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IImportRequest);

            /** ImportRequest items. */
            public items: mokv.v1.IImportedItem[];

            /** ImportRequest ifAbsent. */
            public ifAbsent: boolean;

            /** ImportRequest dryRun. */
            public dryRun: boolean;

            /**
             * Creates a new ImportRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ImportRequest instance
             */
            public static create(properties?: mokv.v1.IImportRequest): mokv.v1.ImportRequest;

            /**
             * Encodes the specified ImportRequest message. Does not implicitly {@link mokv.v1.ImportRequest.verify|verify} messages.
             * @param message ImportRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IImportRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ImportRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ImportRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ImportRequest;
        }

        /** Properties of an ImportedItem. */
        interface IImportedItem {

            /** ImportedItem key */
            key?: (string|null);

            /** ImportedItem value */
            value?: (Uint8Array|null);

            /** ImportedItem ttlMs */
            ttlMs?: (number|null);
        }

        /** Represents an ImportedItem. */
        class ImportedItem implements IImportedItem {

            /**
             * Constructs a new ImportedItem.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IImportedItem);

            /** ImportedItem key. */
            public key: string;

            /** ImportedItem value. */
            public value: Uint8Array;

            /** ImportedItem ttlMs. */
            public ttlMs: number;

            /**
             * Creates a new ImportedItem instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ImportedItem instance
             */
            public static create(properties?: mokv.v1.IImportedItem): mokv.v1.ImportedItem;

            /**
             * Encodes the specified ImportedItem message. Does not implicitly {@link mokv.v1.ImportedItem.verify|verify} messages.
             * @param message ImportedItem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IImportedItem, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ImportedItem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ImportedItem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ImportedItem;
        }

        /** Properties of an ImportResponse. */
        interface IImportResponse {

            /** ImportResponse written */
            written?: (number|null);

            /** ImportResponse skipped */
            skipped?: (number|null);

            /** ImportResponse revision */
            revision?: (number|null);
        }

        /** Represents an ImportResponse. */
        class ImportResponse implements IImportResponse {

            /**
             * Constructs a new ImportResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IImportResponse);

            /** ImportResponse written. */
            public written: number;

            /** ImportResponse skipped. */
            public skipped: number;

            /** ImportResponse revision. */
            public revision: number;

            /**
             * Creates a new ImportResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ImportResponse instance
             */
            public static create(properties?: mokv.v1.IImportResponse): mokv.v1.ImportResponse;

            /**
             * Encodes the specified ImportResponse message. Does not implicitly {@link mokv.v1.ImportResponse.verify|verify} messages.
             * @param message ImportResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IImportResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ImportResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ImportResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ImportResponse;
        }

        /** Properties of a WatchRequest. */
        interface IWatchRequest {

            /** WatchRequest range */
            range?: (mokv.v1.IKeyRange|null);

            /** WatchRequest fromRevision */
            fromRevision?: (number|null);

            /** WatchRequest initial */
            initial?: (boolean|null);

            /** WatchRequest keysOnly */
            keysOnly?: (boolean|null);

            /** WatchRequest previous */
            previous?: (boolean|null);

            /** WatchRequest progressIntervalMs */
            progressIntervalMs?: (number|null);
        }

        /** Represents a WatchRequest. */
        class WatchRequest implements IWatchRequest {

            /**
             * Constructs a new WatchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IWatchRequest);

            /** WatchRequest range. */
            public range?: (mokv.v1.IKeyRange|null);

            /** WatchRequest fromRevision. */
            public fromRevision: number;

            /** WatchRequest initial. */
            public initial: boolean;

            /** WatchRequest keysOnly. */
            public keysOnly: boolean;

            /** WatchRequest previous. */
            public previous: boolean;

            /** WatchRequest progressIntervalMs. */
            public progressIntervalMs: number;

            /**
             * Creates a new WatchRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchRequest instance
             */
            public static create(properties?: mokv.v1.IWatchRequest): mokv.v1.WatchRequest;

            /**
             * Encodes the specified WatchRequest message. Does not implicitly {@link mokv.v1.WatchRequest.verify|verify} messages.
             * @param message WatchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IWatchRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns WatchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.WatchRequest;
        }

        /** Properties of a WatchResponse. */
        interface IWatchResponse {

            /** WatchResponse kind */
            kind?: (mokv.v1.WatchResponse.Kind|null);

            /** WatchResponse revision */
            revision?: (number|null);

            /** WatchResponse events */
            events?: (mokv.v1.IWatchEvent[]|null);

            /** WatchResponse partial */
            partial?: (boolean|null);
        }

        /** Represents a WatchResponse. */
        class WatchResponse implements IWatchResponse {

            /**
             * Constructs a new WatchResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IWatchResponse);

            /** WatchResponse kind. */
            public kind: mokv.v1.WatchResponse.Kind;

            /** WatchResponse revision. */
            public revision: number;

            /** WatchResponse events. */
            public events: mokv.v1.IWatchEvent[];

            /** WatchResponse partial. */
            public partial: boolean;

            /**
             * Creates a new WatchResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchResponse instance
             */
            public static create(properties?: mokv.v1.IWatchResponse): mokv.v1.WatchResponse;

            /**
             * Encodes the specified WatchResponse message. Does not implicitly {@link mokv.v1.WatchResponse.verify|verify} messages.
             * @param message WatchResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IWatchResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns WatchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.WatchResponse;
        }

        namespace WatchResponse {

            /** Kind enum. */
            enum Kind {
                CREATED = 0,
                INITIAL = 1,
                INITIAL_END = 2,
                CHANGES = 3,
                PROGRESS = 4
            }
        }

        /** Properties of a WatchEvent. */
        interface IWatchEvent {

            /** WatchEvent type */
            type?: (mokv.v1.WatchEvent.Type|null);

            /** WatchEvent item */
            item?: (api.IItem|null);

            /** WatchEvent previous */
            previous?: (api.IItem|null);

            /** WatchEvent expired */
            expired?: (boolean|null);
        }

        /** Represents a WatchEvent. */
        class WatchEvent implements IWatchEvent {

            /**
             * Constructs a new WatchEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IWatchEvent);

            /** WatchEvent type. */
            public type: mokv.v1.WatchEvent.Type;

            /** WatchEvent item. */
            public item?: (api.IItem|null);

            /** WatchEvent previous. */
            public previous?: (api.IItem|null);

            /** WatchEvent expired. */
            public expired: boolean;

            /**
             * Creates a new WatchEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchEvent instance
             */
            public static create(properties?: mokv.v1.IWatchEvent): mokv.v1.WatchEvent;

            /**
             * Encodes the specified WatchEvent message. Does not implicitly {@link mokv.v1.WatchEvent.verify|verify} messages.
             * @param message WatchEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IWatchEvent, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns WatchEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.WatchEvent;
        }

        namespace WatchEvent {

            /** Type enum. */
            enum Type {
                SET = 0,
                DELETE = 1
            }
        }

        /** Properties of an OutcomeRequest. */
        interface IOutcomeRequest {

            /** OutcomeRequest requestId */
            requestId?: (api.IRequestId|null);
        }

        /** Represents an OutcomeRequest. */
        class OutcomeRequest implements IOutcomeRequest {

            /**
             * Constructs a new OutcomeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IOutcomeRequest);

            /** OutcomeRequest requestId. */
            public requestId?: (api.IRequestId|null);

            /**
             * Creates a new OutcomeRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OutcomeRequest instance
             */
            public static create(properties?: mokv.v1.IOutcomeRequest): mokv.v1.OutcomeRequest;

            /**
             * Encodes the specified OutcomeRequest message. Does not implicitly {@link mokv.v1.OutcomeRequest.verify|verify} messages.
             * @param message OutcomeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IOutcomeRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OutcomeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns OutcomeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.OutcomeRequest;
        }

        /** Properties of an OutcomeResponse. */
        interface IOutcomeResponse {

            /** OutcomeResponse known */
            known?: (boolean|null);

            /** OutcomeResponse result */
            result?: (mokv.v1.IOperationResult|null);
        }

        /** Represents an OutcomeResponse. */
        class OutcomeResponse implements IOutcomeResponse {

            /**
             * Constructs a new OutcomeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IOutcomeResponse);

            /** OutcomeResponse known. */
            public known: boolean;

            /** OutcomeResponse result. */
            public result?: (mokv.v1.IOperationResult|null);

            /**
             * Creates a new OutcomeResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OutcomeResponse instance
             */
            public static create(properties?: mokv.v1.IOutcomeResponse): mokv.v1.OutcomeResponse;

            /**
             * Encodes the specified OutcomeResponse message. Does not implicitly {@link mokv.v1.OutcomeResponse.verify|verify} messages.
             * @param message OutcomeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IOutcomeResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OutcomeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns OutcomeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.OutcomeResponse;
        }

        /** Properties of a GrantLeaseRequest. */
        interface IGrantLeaseRequest {

            /** GrantLeaseRequest ttlMs */
            ttlMs?: (number|null);

            /** GrantLeaseRequest requestId */
            requestId?: (api.IRequestId|null);
        }

        /** Represents a GrantLeaseRequest. */
        class GrantLeaseRequest implements IGrantLeaseRequest {

            /**
             * Constructs a new GrantLeaseRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IGrantLeaseRequest);

            /** GrantLeaseRequest ttlMs. */
            public ttlMs: number;

            /** GrantLeaseRequest requestId. */
            public requestId?: (api.IRequestId|null);

            /**
             * Creates a new GrantLeaseRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GrantLeaseRequest instance
             */
            public static create(properties?: mokv.v1.IGrantLeaseRequest): mokv.v1.GrantLeaseRequest;

            /**
             * Encodes the specified GrantLeaseRequest message. Does not implicitly {@link mokv.v1.GrantLeaseRequest.verify|verify} messages.
             * @param message GrantLeaseRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IGrantLeaseRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GrantLeaseRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns GrantLeaseRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.GrantLeaseRequest;
        }

        /** Properties of a GrantLeaseResponse. */
        interface IGrantLeaseResponse {

            /** GrantLeaseResponse leaseId */
            leaseId?: (number|null);

            /** GrantLeaseResponse ttlMs */
            ttlMs?: (number|null);

            /** GrantLeaseResponse revision */
            revision?: (number|null);
        }

        /** Represents a GrantLeaseResponse. */
        class GrantLeaseResponse implements IGrantLeaseResponse {

            /**
             * Constructs a new GrantLeaseResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IGrantLeaseResponse);

            /** GrantLeaseResponse leaseId. */
            public leaseId: number;

            /** GrantLeaseResponse ttlMs. */
            public ttlMs: number;

            /** GrantLeaseResponse revision. */
            public revision: number;

            /**
             * Creates a new GrantLeaseResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GrantLeaseResponse instance
             */
            public static create(properties?: mokv.v1.IGrantLeaseResponse): mokv.v1.GrantLeaseResponse;

            /**
             * Encodes the specified GrantLeaseResponse message. Does not implicitly {@link mokv.v1.GrantLeaseResponse.verify|verify} messages.
             * @param message GrantLeaseResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IGrantLeaseResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GrantLeaseResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns GrantLeaseResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.GrantLeaseResponse;
        }

        /** Properties of a KeepLeaseRequest. */
        interface IKeepLeaseRequest {

            /** KeepLeaseRequest leaseId */
            leaseId?: (number|null);
        }

        /** Represents a KeepLeaseRequest. */
        class KeepLeaseRequest implements IKeepLeaseRequest {

            /**
             * Constructs a new KeepLeaseRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IKeepLeaseRequest);

            /** KeepLeaseRequest leaseId. */
            public leaseId: number;

            /**
             * Creates a new KeepLeaseRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeepLeaseRequest instance
             */
            public static create(properties?: mokv.v1.IKeepLeaseRequest): mokv.v1.KeepLeaseRequest;

            /**
             * Encodes the specified KeepLeaseRequest message. Does not implicitly {@link mokv.v1.KeepLeaseRequest.verify|verify} messages.
             * @param message KeepLeaseRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IKeepLeaseRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeepLeaseRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns KeepLeaseRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.KeepLeaseRequest;
        }

        /** Properties of a KeepLeaseResponse. */
        interface IKeepLeaseResponse {

            /** KeepLeaseResponse ttlMs */
            ttlMs?: (number|null);
        }

        /** Represents a KeepLeaseResponse. */
        class KeepLeaseResponse implements IKeepLeaseResponse {

            /**
             * Constructs a new KeepLeaseResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IKeepLeaseResponse);

            /** KeepLeaseResponse ttlMs. */
            public ttlMs: number;

            /**
             * Creates a new KeepLeaseResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeepLeaseResponse instance
             */
            public static create(properties?: mokv.v1.IKeepLeaseResponse): mokv.v1.KeepLeaseResponse;

            /**
             * Encodes the specified KeepLeaseResponse message. Does not implicitly {@link mokv.v1.KeepLeaseResponse.verify|verify} messages.
             * @param message KeepLeaseResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IKeepLeaseResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeepLeaseResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns KeepLeaseResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.KeepLeaseResponse;
        }

        /** Properties of a RevokeLeaseRequest. */
        interface IRevokeLeaseRequest {

            /** RevokeLeaseRequest leaseId */
            leaseId?: (number|null);

            /** RevokeLeaseRequest requestId */
            requestId?: (api.IRequestId|null);
        }

        /** Represents a RevokeLeaseRequest. */
        class RevokeLeaseRequest implements IRevokeLeaseRequest {

            /**
             * Constructs a new RevokeLeaseRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRevokeLeaseRequest);

            /** RevokeLeaseRequest leaseId. */
            public leaseId: number;

            /** RevokeLeaseRequest requestId. */
            public requestId?: (api.IRequestId|null);

            /**
             * Creates a new RevokeLeaseRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RevokeLeaseRequest instance
             */
            public static create(properties?: mokv.v1.IRevokeLeaseRequest): mokv.v1.RevokeLeaseRequest;

            /**
             * Encodes the specified RevokeLeaseRequest message. Does not implicitly {@link mokv.v1.RevokeLeaseRequest.verify|verify} messages.
             * @param message RevokeLeaseRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRevokeLeaseRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RevokeLeaseRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RevokeLeaseRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RevokeLeaseRequest;
        }

        /** Properties of a RevokeLeaseResponse. */
        interface IRevokeLeaseResponse {

            /** RevokeLeaseResponse revision */
            revision?: (number|null);

            /** RevokeLeaseResponse deleted */
            deleted?: (number|null);
        }

        /** Represents a RevokeLeaseResponse. */
        class RevokeLeaseResponse implements IRevokeLeaseResponse {

            /**
             * Constructs a new RevokeLeaseResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRevokeLeaseResponse);

            /** RevokeLeaseResponse revision. */
            public revision: number;

            /** RevokeLeaseResponse deleted. */
            public deleted: number;

            /**
             * Creates a new RevokeLeaseResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RevokeLeaseResponse instance
             */
            public static create(properties?: mokv.v1.IRevokeLeaseResponse): mokv.v1.RevokeLeaseResponse;

            /**
             * Encodes the specified RevokeLeaseResponse message. Does not implicitly {@link mokv.v1.RevokeLeaseResponse.verify|verify} messages.
             * @param message RevokeLeaseResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRevokeLeaseResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RevokeLeaseResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RevokeLeaseResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RevokeLeaseResponse;
        }

        /** Properties of a LeasesRequest. */
        interface ILeasesRequest {

            /** LeasesRequest leaseId */
            leaseId?: (number|null);
        }

        /** Represents a LeasesRequest. */
        class LeasesRequest implements ILeasesRequest {

            /**
             * Constructs a new LeasesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ILeasesRequest);

            /** LeasesRequest leaseId. */
            public leaseId: number;

            /**
             * Creates a new LeasesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LeasesRequest instance
             */
            public static create(properties?: mokv.v1.ILeasesRequest): mokv.v1.LeasesRequest;

            /**
             * Encodes the specified LeasesRequest message. Does not implicitly {@link mokv.v1.LeasesRequest.verify|verify} messages.
             * @param message LeasesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ILeasesRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeasesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns LeasesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.LeasesRequest;
        }

        /** Properties of a LeasesResponse. */
        interface ILeasesResponse {

            /** LeasesResponse leases */
            leases?: (mokv.v1.ILease[]|null);
        }

        /** Represents a LeasesResponse. */
        class LeasesResponse implements ILeasesResponse {

            /**
             * Constructs a new LeasesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ILeasesResponse);

            /** LeasesResponse leases. */
            public leases: mokv.v1.ILease[];

            /**
             * Creates a new LeasesResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LeasesResponse instance
             */
            public static create(properties?: mokv.v1.ILeasesResponse): mokv.v1.LeasesResponse;

            /**
             * Encodes the specified LeasesResponse message. Does not implicitly {@link mokv.v1.LeasesResponse.verify|verify} messages.
             * @param message LeasesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ILeasesResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeasesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns LeasesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.LeasesResponse;
        }

        /** Properties of a Lease. */
        interface ILease {

            /** Lease id */
            id?: (number|null);

            /** Lease owner */
            owner?: (string|null);

            /** Lease ttlMs */
            ttlMs?: (number|null);

            /** Lease expiresAtMs */
            expiresAtMs?: (number|null);

            /** Lease keysCount */
            keysCount?: (number|null);

            /** Lease keys */
            keys?: (string[]|null);
        }

        /** Represents a Lease. */
        class Lease implements ILease {

            /**
             * Constructs a new Lease.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ILease);

            /** Lease id. */
            public id: number;

            /** Lease owner. */
            public owner: string;

            /** Lease ttlMs. */
            public ttlMs: number;

            /** Lease expiresAtMs. */
            public expiresAtMs: number;

            /** Lease keysCount. */
            public keysCount: number;

            /** Lease keys. */
            public keys: string[];

            /**
             * Creates a new Lease instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Lease instance
             */
            public static create(properties?: mokv.v1.ILease): mokv.v1.Lease;

            /**
             * Encodes the specified Lease message. Does not implicitly {@link mokv.v1.Lease.verify|verify} messages.
             * @param message Lease message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ILease, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Lease message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Lease
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.Lease;
        }

        /** Properties of a StatusRequest. */
        interface IStatusRequest {
        }

        /** Represents a StatusRequest. */
        class StatusRequest implements IStatusRequest {

            /**
             * Constructs a new StatusRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStatusRequest);

            /**
             * Creates a new StatusRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StatusRequest instance
             */
            public static create(properties?: mokv.v1.IStatusRequest): mokv.v1.StatusRequest;

            /**
             * Encodes the specified StatusRequest message. Does not implicitly {@link mokv.v1.StatusRequest.verify|verify} messages.
             * @param message StatusRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStatusRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatusRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StatusRequest;
        }

        /** Properties of a StatusResponse. */
        interface IStatusResponse {

            /** StatusResponse nodeId */
            nodeId?: (string|null);

            /** StatusResponse version */
            version?: (string|null);

            /** StatusResponse role */
            role?: (string|null);

            /** StatusResponse leaderId */
            leaderId?: (string|null);

            /** StatusResponse leaderAddr */
            leaderAddr?: (string|null);

            /** StatusResponse term */
            term?: (number|null);

            /** StatusResponse commitIndex */
            commitIndex?: (number|null);

            /** StatusResponse appliedIndex */
            appliedIndex?: (number|null);

            /** StatusResponse lastIndex */
            lastIndex?: (number|null);

            /** StatusResponse servers */
            servers?: (mokv.v1.IRaftServer[]|null);

            /** StatusResponse revision */
            revision?: (number|null);

            /** StatusResponse keys */
            keys?: (number|null);

            /** StatusResponse storeBytes */
            storeBytes?: (number|null);

            /** StatusResponse logBytes */
            logBytes?: (number|null);

            /** StatusResponse snapshotIndex */
            snapshotIndex?: (number|null);

            /** StatusResponse uptimeMs */
            uptimeMs?: (number|null);

            /** StatusResponse certificateExpiryMs */
            certificateExpiryMs?: (number|null);

            /** StatusResponse configurationIndex */
            configurationIndex?: (number|null);

            /** StatusResponse peers */
            peers?: (mokv.v1.IPeerProgress[]|null);

            /** StatusResponse leaderContactMs */
            leaderContactMs?: (number|null);

            /** StatusResponse ready */
            ready?: (boolean|null);

            /** StatusResponse drained */
            drained?: (boolean|null);

            /** StatusResponse rssBytes */
            rssBytes?: (number|null);

            /** StatusResponse storeBytesMax */
            storeBytesMax?: (number|null);

            /** StatusResponse compactedRevision */
            compactedRevision?: (number|null);

            /** StatusResponse operationsPerSecond */
            operationsPerSecond?: (number|null);
        }

        /** Represents a StatusResponse. */
        class StatusResponse implements IStatusResponse {

            /**
             * Constructs a new StatusResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStatusResponse);

            /** StatusResponse nodeId. */
            public nodeId: string;

            /** StatusResponse version. */
            public version: string;

            /** StatusResponse role. */
            public role: string;

            /** StatusResponse leaderId. */
            public leaderId: string;

            /** StatusResponse leaderAddr. */
            public leaderAddr: string;

            /** StatusResponse term. */
            public term: number;

            /** StatusResponse commitIndex. */
            public commitIndex: number;

            /** StatusResponse appliedIndex. */
            public appliedIndex: number;

            /** StatusResponse lastIndex. */
            public lastIndex: number;

            /** StatusResponse servers. */
            public servers: mokv.v1.IRaftServer[];

            /** StatusResponse revision. */
            public revision: number;

            /** StatusResponse keys. */
            public keys: number;

            /** StatusResponse storeBytes. */
            public storeBytes: number;

            /** StatusResponse logBytes. */
            public logBytes: number;

            /** StatusResponse snapshotIndex. */
            public snapshotIndex: number;

            /** StatusResponse uptimeMs. */
            public uptimeMs: number;

            /** StatusResponse certificateExpiryMs. */
            public certificateExpiryMs: number;

            /** StatusResponse configurationIndex. */
            public configurationIndex: number;

            /** StatusResponse peers. */
            public peers: mokv.v1.IPeerProgress[];

            /** StatusResponse leaderContactMs. */
            public leaderContactMs?: (number|null);

            /** StatusResponse ready. */
            public ready: boolean;

            /** StatusResponse drained. */
            public drained: boolean;

            /** StatusResponse rssBytes. */
            public rssBytes: number;

            /** StatusResponse storeBytesMax. */
            public storeBytesMax: number;

            /** StatusResponse compactedRevision. */
            public compactedRevision: number;

            /** StatusResponse operationsPerSecond. */
            public operationsPerSecond: number;

            /**
             * Creates a new StatusResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StatusResponse instance
             */
            public static create(properties?: mokv.v1.IStatusResponse): mokv.v1.StatusResponse;

            /**
             * Encodes the specified StatusResponse message. Does not implicitly {@link mokv.v1.StatusResponse.verify|verify} messages.
             * @param message StatusResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStatusResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatusResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StatusResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StatusResponse;
        }

        /** Properties of a PeerProgress. */
        interface IPeerProgress {

            /** PeerProgress id */
            id?: (string|null);

            /** PeerProgress state */
            state?: (string|null);

            /** PeerProgress matchIndex */
            matchIndex?: (number|null);

            /** PeerProgress nextIndex */
            nextIndex?: (number|null);

            /** PeerProgress inFlight */
            inFlight?: (number|null);

            /** PeerProgress lastContactMs */
            lastContactMs?: (number|null);
        }

        /** Represents a PeerProgress. */
        class PeerProgress implements IPeerProgress {

            /**
             * Constructs a new PeerProgress.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPeerProgress);

            /** PeerProgress id. */
            public id: string;

            /** PeerProgress state. */
            public state: string;

            /** PeerProgress matchIndex. */
            public matchIndex: number;

            /** PeerProgress nextIndex. */
            public nextIndex: number;

            /** PeerProgress inFlight. */
            public inFlight: number;

            /** PeerProgress lastContactMs. */
            public lastContactMs?: (number|null);

            /**
             * Creates a new PeerProgress instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PeerProgress instance
             */
            public static create(properties?: mokv.v1.IPeerProgress): mokv.v1.PeerProgress;

            /**
             * Encodes the specified PeerProgress message. Does not implicitly {@link mokv.v1.PeerProgress.verify|verify} messages.
             * @param message PeerProgress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPeerProgress, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PeerProgress message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PeerProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PeerProgress;
        }

        /** Properties of a RaftServer. */
        interface IRaftServer {

            /** RaftServer id */
            id?: (string|null);

            /** RaftServer addr */
            addr?: (string|null);

            /** RaftServer voter */
            voter?: (boolean|null);
        }

        /** Represents a RaftServer. */
        class RaftServer implements IRaftServer {

            /**
             * Constructs a new RaftServer.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRaftServer);

            /** RaftServer id. */
            public id: string;

            /** RaftServer addr. */
            public addr: string;

            /** RaftServer voter. */
            public voter: boolean;

            /**
             * Creates a new RaftServer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftServer instance
             */
            public static create(properties?: mokv.v1.IRaftServer): mokv.v1.RaftServer;

            /**
             * Encodes the specified RaftServer message. Does not implicitly {@link mokv.v1.RaftServer.verify|verify} messages.
             * @param message RaftServer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRaftServer, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftServer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RaftServer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RaftServer;
        }

        /** Properties of an AddMemberRequest. */
        interface IAddMemberRequest {

            /** AddMemberRequest id */
            id?: (string|null);

            /** AddMemberRequest addr */
            addr?: (string|null);

            /** AddMemberRequest nonVoter */
            nonVoter?: (boolean|null);
        }

        /** Represents an AddMemberRequest. */
        class AddMemberRequest implements IAddMemberRequest {

            /**
             * Constructs a new AddMemberRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IAddMemberRequest);

            /** AddMemberRequest id. */
            public id: string;

            /** AddMemberRequest addr. */
            public addr: string;

            /** AddMemberRequest nonVoter. */
            public nonVoter: boolean;

            /**
             * Creates a new AddMemberRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AddMemberRequest instance
             */
            public static create(properties?: mokv.v1.IAddMemberRequest): mokv.v1.AddMemberRequest;

            /**
             * Encodes the specified AddMemberRequest message. Does not implicitly {@link mokv.v1.AddMemberRequest.verify|verify} messages.
             * @param message AddMemberRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IAddMemberRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AddMemberRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns AddMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.AddMemberRequest;
        }

        /** Properties of an AddMemberResponse. */
        interface IAddMemberResponse {
        }

        /** Represents an AddMemberResponse. */
        class AddMemberResponse implements IAddMemberResponse {

            /**
             * Constructs a new AddMemberResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IAddMemberResponse);

            /**
             * Creates a new AddMemberResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AddMemberResponse instance
             */
            public static create(properties?: mokv.v1.IAddMemberResponse): mokv.v1.AddMemberResponse;

            /**
             * Encodes the specified AddMemberResponse message. Does not implicitly {@link mokv.v1.AddMemberResponse.verify|verify} messages.
             * @param message AddMemberResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IAddMemberResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AddMemberResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns AddMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.AddMemberResponse;
        }

        /** Properties of a PromoteMemberRequest. */
        interface IPromoteMemberRequest {

            /** PromoteMemberRequest id */
            id?: (string|null);
        }

        /** Represents a PromoteMemberRequest. */
        class PromoteMemberRequest implements IPromoteMemberRequest {

            /**
             * Constructs a new PromoteMemberRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPromoteMemberRequest);

            /** PromoteMemberRequest id. */
            public id: string;

            /**
             * Creates a new PromoteMemberRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PromoteMemberRequest instance
             */
            public static create(properties?: mokv.v1.IPromoteMemberRequest): mokv.v1.PromoteMemberRequest;

            /**
             * Encodes the specified PromoteMemberRequest message. Does not implicitly {@link mokv.v1.PromoteMemberRequest.verify|verify} messages.
             * @param message PromoteMemberRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPromoteMemberRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PromoteMemberRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PromoteMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PromoteMemberRequest;
        }

        /** Properties of a PromoteMemberResponse. */
        interface IPromoteMemberResponse {
        }

        /** Represents a PromoteMemberResponse. */
        class PromoteMemberResponse implements IPromoteMemberResponse {

            /**
             * Constructs a new PromoteMemberResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPromoteMemberResponse);

            /**
             * Creates a new PromoteMemberResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PromoteMemberResponse instance
             */
            public static create(properties?: mokv.v1.IPromoteMemberResponse): mokv.v1.PromoteMemberResponse;

            /**
             * Encodes the specified PromoteMemberResponse message. Does not implicitly {@link mokv.v1.PromoteMemberResponse.verify|verify} messages.
             * @param message PromoteMemberResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPromoteMemberResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PromoteMemberResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PromoteMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PromoteMemberResponse;
        }

        /** Properties of a DemoteMemberRequest. */
        interface IDemoteMemberRequest {

            /** DemoteMemberRequest id */
            id?: (string|null);
        }

        /** Represents a DemoteMemberRequest. */
        class DemoteMemberRequest implements IDemoteMemberRequest {

            /**
             * Constructs a new DemoteMemberRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IDemoteMemberRequest);

            /** DemoteMemberRequest id. */
            public id: string;

            /**
             * Creates a new DemoteMemberRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DemoteMemberRequest instance
             */
            public static create(properties?: mokv.v1.IDemoteMemberRequest): mokv.v1.DemoteMemberRequest;

            /**
             * Encodes the specified DemoteMemberRequest message. Does not implicitly {@link mokv.v1.DemoteMemberRequest.verify|verify} messages.
             * @param message DemoteMemberRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IDemoteMemberRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DemoteMemberRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns DemoteMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.DemoteMemberRequest;
        }

        /** Properties of a DemoteMemberResponse. */
        interface IDemoteMemberResponse {
        }

        /** Represents a DemoteMemberResponse. */
        class DemoteMemberResponse implements IDemoteMemberResponse {

            /**
             * Constructs a new DemoteMemberResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IDemoteMemberResponse);

            /**
             * Creates a new DemoteMemberResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DemoteMemberResponse instance
             */
            public static create(properties?: mokv.v1.IDemoteMemberResponse): mokv.v1.DemoteMemberResponse;

            /**
             * Encodes the specified DemoteMemberResponse message. Does not implicitly {@link mokv.v1.DemoteMemberResponse.verify|verify} messages.
             * @param message DemoteMemberResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IDemoteMemberResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DemoteMemberResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns DemoteMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.DemoteMemberResponse;
        }

        /** Properties of a RemoveMemberRequest. */
        interface IRemoveMemberRequest {

            /** RemoveMemberRequest id */
            id?: (string|null);
        }

        /** Represents a RemoveMemberRequest. */
        class RemoveMemberRequest implements IRemoveMemberRequest {

            /**
             * Constructs a new RemoveMemberRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRemoveMemberRequest);

            /** RemoveMemberRequest id. */
            public id: string;

            /**
             * Creates a new RemoveMemberRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RemoveMemberRequest instance
             */
            public static create(properties?: mokv.v1.IRemoveMemberRequest): mokv.v1.RemoveMemberRequest;

            /**
             * Encodes the specified RemoveMemberRequest message. Does not implicitly {@link mokv.v1.RemoveMemberRequest.verify|verify} messages.
             * @param message RemoveMemberRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRemoveMemberRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RemoveMemberRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RemoveMemberRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RemoveMemberRequest;
        }

        /** Properties of a RemoveMemberResponse. */
        interface IRemoveMemberResponse {
        }

        /** Represents a RemoveMemberResponse. */
        class RemoveMemberResponse implements IRemoveMemberResponse {

            /**
             * Constructs a new RemoveMemberResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRemoveMemberResponse);

            /**
             * Creates a new RemoveMemberResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RemoveMemberResponse instance
             */
            public static create(properties?: mokv.v1.IRemoveMemberResponse): mokv.v1.RemoveMemberResponse;

            /**
             * Encodes the specified RemoveMemberResponse message. Does not implicitly {@link mokv.v1.RemoveMemberResponse.verify|verify} messages.
             * @param message RemoveMemberResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRemoveMemberResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RemoveMemberResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RemoveMemberResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RemoveMemberResponse;
        }

        /** Properties of a TransferLeadershipRequest. */
        interface ITransferLeadershipRequest {

            /** TransferLeadershipRequest targetId */
            targetId?: (string|null);
        }

        /** Represents a TransferLeadershipRequest. */
        class TransferLeadershipRequest implements ITransferLeadershipRequest {

            /**
             * Constructs a new TransferLeadershipRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITransferLeadershipRequest);

            /** TransferLeadershipRequest targetId. */
            public targetId: string;

            /**
             * Creates a new TransferLeadershipRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TransferLeadershipRequest instance
             */
            public static create(properties?: mokv.v1.ITransferLeadershipRequest): mokv.v1.TransferLeadershipRequest;

            /**
             * Encodes the specified TransferLeadershipRequest message. Does not implicitly {@link mokv.v1.TransferLeadershipRequest.verify|verify} messages.
             * @param message TransferLeadershipRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITransferLeadershipRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferLeadershipRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TransferLeadershipRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TransferLeadershipRequest;
        }

        /** Properties of a TransferLeadershipResponse. */
        interface ITransferLeadershipResponse {

            /** TransferLeadershipResponse leaderId */
            leaderId?: (string|null);
        }

        /** Represents a TransferLeadershipResponse. */
        class TransferLeadershipResponse implements ITransferLeadershipResponse {

            /**
             * Constructs a new TransferLeadershipResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITransferLeadershipResponse);

            /** TransferLeadershipResponse leaderId. */
            public leaderId: string;

            /**
             * Creates a new TransferLeadershipResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TransferLeadershipResponse instance
             */
            public static create(properties?: mokv.v1.ITransferLeadershipResponse): mokv.v1.TransferLeadershipResponse;

            /**
             * Encodes the specified TransferLeadershipResponse message. Does not implicitly {@link mokv.v1.TransferLeadershipResponse.verify|verify} messages.
             * @param message TransferLeadershipResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITransferLeadershipResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferLeadershipResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TransferLeadershipResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TransferLeadershipResponse;
        }

        /** Properties of a StepDownRequest. */
        interface IStepDownRequest {
        }

        /** Represents a StepDownRequest. */
        class StepDownRequest implements IStepDownRequest {

            /**
             * Constructs a new StepDownRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStepDownRequest);

            /**
             * Creates a new StepDownRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StepDownRequest instance
             */
            public static create(properties?: mokv.v1.IStepDownRequest): mokv.v1.StepDownRequest;

            /**
             * Encodes the specified StepDownRequest message. Does not implicitly {@link mokv.v1.StepDownRequest.verify|verify} messages.
             * @param message StepDownRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStepDownRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StepDownRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StepDownRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StepDownRequest;
        }

        /** Properties of a StepDownResponse. */
        interface IStepDownResponse {
        }

        /** Represents a StepDownResponse. */
        class StepDownResponse implements IStepDownResponse {

            /**
             * Constructs a new StepDownResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStepDownResponse);

            /**
             * Creates a new StepDownResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StepDownResponse instance
             */
            public static create(properties?: mokv.v1.IStepDownResponse): mokv.v1.StepDownResponse;

            /**
             * Encodes the specified StepDownResponse message. Does not implicitly {@link mokv.v1.StepDownResponse.verify|verify} messages.
             * @param message StepDownResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStepDownResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StepDownResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StepDownResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StepDownResponse;
        }

        /** Properties of a ClusterEventsRequest. */
        interface IClusterEventsRequest {

            /** ClusterEventsRequest after */
            after?: (number|null);

            /** ClusterEventsRequest follow */
            follow?: (boolean|null);

            /** ClusterEventsRequest last */
            last?: (number|null);
        }

        /** Represents a ClusterEventsRequest. */
        class ClusterEventsRequest implements IClusterEventsRequest {

            /**
             * Constructs a new ClusterEventsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IClusterEventsRequest);

            /** ClusterEventsRequest after. */
            public after: number;

            /** ClusterEventsRequest follow. */
            public follow: boolean;

            /** ClusterEventsRequest last. */
            public last: number;

            /**
             * Creates a new ClusterEventsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ClusterEventsRequest instance
             */
            public static create(properties?: mokv.v1.IClusterEventsRequest): mokv.v1.ClusterEventsRequest;

            /**
             * Encodes the specified ClusterEventsRequest message. Does not implicitly {@link mokv.v1.ClusterEventsRequest.verify|verify} messages.
             * @param message ClusterEventsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IClusterEventsRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterEventsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ClusterEventsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ClusterEventsRequest;
        }

        /** Properties of a ClusterEvent. */
        interface IClusterEvent {

            /** ClusterEvent cursor */
            cursor?: (number|null);

            /** ClusterEvent timeMs */
            timeMs?: (number|null);

            /** ClusterEvent nodeId */
            nodeId?: (string|null);

            /** ClusterEvent type */
            type?: (string|null);

            /** ClusterEvent text */
            text?: (string|null);

            /** ClusterEvent cause */
            cause?: (string|null);

            /** ClusterEvent fields */
            fields?: ({ [k: string]: string }|null);
        }

        /** Represents a ClusterEvent. */
        class ClusterEvent implements IClusterEvent {

            /**
             * Constructs a new ClusterEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IClusterEvent);

            /** ClusterEvent cursor. */
            public cursor: number;

            /** ClusterEvent timeMs. */
            public timeMs: number;

            /** ClusterEvent nodeId. */
            public nodeId: string;

            /** ClusterEvent type. */
            public type: string;

            /** ClusterEvent text. */
            public text: string;

            /** ClusterEvent cause. */
            public cause: string;

            /** ClusterEvent fields. */
            public fields: { [k: string]: string };

            /**
             * Creates a new ClusterEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ClusterEvent instance
             */
            public static create(properties?: mokv.v1.IClusterEvent): mokv.v1.ClusterEvent;

            /**
             * Encodes the specified ClusterEvent message. Does not implicitly {@link mokv.v1.ClusterEvent.verify|verify} messages.
             * @param message ClusterEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IClusterEvent, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ClusterEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ClusterEvent;
        }

        /** Properties of a StatsRequest. */
        interface IStatsRequest {

            /** StatsRequest seconds */
            seconds?: (number|null);

            /** StatsRequest follow */
            follow?: (boolean|null);
        }

        /** Represents a StatsRequest. */
        class StatsRequest implements IStatsRequest {

            /**
             * Constructs a new StatsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStatsRequest);

            /** StatsRequest seconds. */
            public seconds: number;

            /** StatsRequest follow. */
            public follow: boolean;

            /**
             * Creates a new StatsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StatsRequest instance
             */
            public static create(properties?: mokv.v1.IStatsRequest): mokv.v1.StatsRequest;

            /**
             * Encodes the specified StatsRequest message. Does not implicitly {@link mokv.v1.StatsRequest.verify|verify} messages.
             * @param message StatsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStatsRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StatsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StatsRequest;
        }

        /** Properties of a StatsBucket. */
        interface IStatsBucket {

            /** StatsBucket second */
            second?: (number|null);

            /** StatsBucket operations */
            operations?: (mokv.v1.IOperationStats[]|null);

            /** StatsBucket loopDelayUs */
            loopDelayUs?: (number|null);

            /** StatsBucket rssBytes */
            rssBytes?: (number|null);

            /** StatsBucket heapBytes */
            heapBytes?: (number|null);

            /** StatsBucket keys */
            keys?: (number|null);

            /** StatsBucket revision */
            revision?: (number|null);

            /** StatsBucket appliedIndex */
            appliedIndex?: (number|null);

            /** StatsBucket watchEvents */
            watchEvents?: (number|null);

            /** StatsBucket cpuPermille */
            cpuPermille?: (number|null);
        }

        /** Represents a StatsBucket. */
        class StatsBucket implements IStatsBucket {

            /**
             * Constructs a new StatsBucket.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStatsBucket);

            /** StatsBucket second. */
            public second: number;

            /** StatsBucket operations. */
            public operations: mokv.v1.IOperationStats[];

            /** StatsBucket loopDelayUs. */
            public loopDelayUs: number;

            /** StatsBucket rssBytes. */
            public rssBytes: number;

            /** StatsBucket heapBytes. */
            public heapBytes: number;

            /** StatsBucket keys. */
            public keys: number;

            /** StatsBucket revision. */
            public revision: number;

            /** StatsBucket appliedIndex. */
            public appliedIndex: number;

            /** StatsBucket watchEvents. */
            public watchEvents: number;

            /** StatsBucket cpuPermille. */
            public cpuPermille: number;

            /**
             * Creates a new StatsBucket instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StatsBucket instance
             */
            public static create(properties?: mokv.v1.IStatsBucket): mokv.v1.StatsBucket;

            /**
             * Encodes the specified StatsBucket message. Does not implicitly {@link mokv.v1.StatsBucket.verify|verify} messages.
             * @param message StatsBucket message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStatsBucket, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatsBucket message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StatsBucket
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StatsBucket;
        }

        /** Properties of an OperationStats. */
        interface IOperationStats {

            /** OperationStats kind */
            kind?: (string|null);

            /** OperationStats count */
            count?: (number|null);

            /** OperationStats errors */
            errors?: (number|null);

            /** OperationStats p50Us */
            p50Us?: (number|null);

            /** OperationStats p99Us */
            p99Us?: (number|null);

            /** OperationStats maxUs */
            maxUs?: (number|null);
        }

        /** Represents an OperationStats. */
        class OperationStats implements IOperationStats {

            /**
             * Constructs a new OperationStats.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IOperationStats);

            /** OperationStats kind. */
            public kind: string;

            /** OperationStats count. */
            public count: number;

            /** OperationStats errors. */
            public errors: number;

            /** OperationStats p50Us. */
            public p50Us: number;

            /** OperationStats p99Us. */
            public p99Us: number;

            /** OperationStats maxUs. */
            public maxUs: number;

            /**
             * Creates a new OperationStats instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OperationStats instance
             */
            public static create(properties?: mokv.v1.IOperationStats): mokv.v1.OperationStats;

            /**
             * Encodes the specified OperationStats message. Does not implicitly {@link mokv.v1.OperationStats.verify|verify} messages.
             * @param message OperationStats message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IOperationStats, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OperationStats message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns OperationStats
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.OperationStats;
        }

        /** Properties of a HashRequest. */
        interface IHashRequest {

            /** HashRequest index */
            index?: (number|null);

            /** HashRequest contents */
            contents?: (boolean|null);
        }

        /** Represents a HashRequest. */
        class HashRequest implements IHashRequest {

            /**
             * Constructs a new HashRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IHashRequest);

            /** HashRequest index. */
            public index: number;

            /** HashRequest contents. */
            public contents: boolean;

            /**
             * Creates a new HashRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HashRequest instance
             */
            public static create(properties?: mokv.v1.IHashRequest): mokv.v1.HashRequest;

            /**
             * Encodes the specified HashRequest message. Does not implicitly {@link mokv.v1.HashRequest.verify|verify} messages.
             * @param message HashRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IHashRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HashRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns HashRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.HashRequest;
        }

        /** Properties of a HashResponse. */
        interface IHashResponse {

            /** HashResponse nodeId */
            nodeId?: (string|null);

            /** HashResponse index */
            index?: (number|null);

            /** HashResponse revision */
            revision?: (number|null);

            /** HashResponse appliedHash */
            appliedHash?: (string|null);

            /** HashResponse contentsHash */
            contentsHash?: (string|null);

            /** HashResponse contentsIndex */
            contentsIndex?: (number|null);
        }

        /** Represents a HashResponse. */
        class HashResponse implements IHashResponse {

            /**
             * Constructs a new HashResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IHashResponse);

            /** HashResponse nodeId. */
            public nodeId: string;

            /** HashResponse index. */
            public index: number;

            /** HashResponse revision. */
            public revision: number;

            /** HashResponse appliedHash. */
            public appliedHash: string;

            /** HashResponse contentsHash. */
            public contentsHash: string;

            /** HashResponse contentsIndex. */
            public contentsIndex: number;

            /**
             * Creates a new HashResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HashResponse instance
             */
            public static create(properties?: mokv.v1.IHashResponse): mokv.v1.HashResponse;

            /**
             * Encodes the specified HashResponse message. Does not implicitly {@link mokv.v1.HashResponse.verify|verify} messages.
             * @param message HashResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IHashResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HashResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns HashResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.HashResponse;
        }

        /** Properties of a RaftLogRequest. */
        interface IRaftLogRequest {

            /** RaftLogRequest count */
            count?: (number|null);
        }

        /** Represents a RaftLogRequest. */
        class RaftLogRequest implements IRaftLogRequest {

            /**
             * Constructs a new RaftLogRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRaftLogRequest);

            /** RaftLogRequest count. */
            public count: number;

            /**
             * Creates a new RaftLogRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftLogRequest instance
             */
            public static create(properties?: mokv.v1.IRaftLogRequest): mokv.v1.RaftLogRequest;

            /**
             * Encodes the specified RaftLogRequest message. Does not implicitly {@link mokv.v1.RaftLogRequest.verify|verify} messages.
             * @param message RaftLogRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRaftLogRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftLogRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RaftLogRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RaftLogRequest;
        }

        /** Properties of a RaftLogResponse. */
        interface IRaftLogResponse {

            /** RaftLogResponse entries */
            entries?: (mokv.v1.IRaftLogEntry[]|null);

            /** RaftLogResponse firstIndex */
            firstIndex?: (number|null);
        }

        /** Represents a RaftLogResponse. */
        class RaftLogResponse implements IRaftLogResponse {

            /**
             * Constructs a new RaftLogResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRaftLogResponse);

            /** RaftLogResponse entries. */
            public entries: mokv.v1.IRaftLogEntry[];

            /** RaftLogResponse firstIndex. */
            public firstIndex: number;

            /**
             * Creates a new RaftLogResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftLogResponse instance
             */
            public static create(properties?: mokv.v1.IRaftLogResponse): mokv.v1.RaftLogResponse;

            /**
             * Encodes the specified RaftLogResponse message. Does not implicitly {@link mokv.v1.RaftLogResponse.verify|verify} messages.
             * @param message RaftLogResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRaftLogResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftLogResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RaftLogResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RaftLogResponse;
        }

        /** Properties of a RaftLogEntry. */
        interface IRaftLogEntry {

            /** RaftLogEntry index */
            index?: (number|null);

            /** RaftLogEntry term */
            term?: (number|null);

            /** RaftLogEntry type */
            type?: (string|null);

            /** RaftLogEntry bytes */
            bytes?: (number|null);

            /** RaftLogEntry commands */
            commands?: (number|null);

            /** RaftLogEntry committed */
            committed?: (boolean|null);
        }

        /** Represents a RaftLogEntry. */
        class RaftLogEntry implements IRaftLogEntry {

            /**
             * Constructs a new RaftLogEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRaftLogEntry);

            /** RaftLogEntry index. */
            public index: number;

            /** RaftLogEntry term. */
            public term: number;

            /** RaftLogEntry type. */
            public type: string;

            /** RaftLogEntry bytes. */
            public bytes: number;

            /** RaftLogEntry commands. */
            public commands: number;

            /** RaftLogEntry committed. */
            public committed: boolean;

            /**
             * Creates a new RaftLogEntry instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftLogEntry instance
             */
            public static create(properties?: mokv.v1.IRaftLogEntry): mokv.v1.RaftLogEntry;

            /**
             * Encodes the specified RaftLogEntry message. Does not implicitly {@link mokv.v1.RaftLogEntry.verify|verify} messages.
             * @param message RaftLogEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRaftLogEntry, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftLogEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RaftLogEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RaftLogEntry;
        }

        /** Properties of a NodeInfoRequest. */
        interface INodeInfoRequest {

            /** NodeInfoRequest logLines */
            logLines?: (number|null);
        }

        /** Represents a NodeInfoRequest. */
        class NodeInfoRequest implements INodeInfoRequest {

            /**
             * Constructs a new NodeInfoRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.INodeInfoRequest);

            /** NodeInfoRequest logLines. */
            public logLines: number;

            /**
             * Creates a new NodeInfoRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NodeInfoRequest instance
             */
            public static create(properties?: mokv.v1.INodeInfoRequest): mokv.v1.NodeInfoRequest;

            /**
             * Encodes the specified NodeInfoRequest message. Does not implicitly {@link mokv.v1.NodeInfoRequest.verify|verify} messages.
             * @param message NodeInfoRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.INodeInfoRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeInfoRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns NodeInfoRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.NodeInfoRequest;
        }

        /** Properties of a NodeInfoResponse. */
        interface INodeInfoResponse {

            /** NodeInfoResponse nodeId */
            nodeId?: (string|null);

            /** NodeInfoResponse version */
            version?: (string|null);

            /** NodeInfoResponse nodeVersion */
            nodeVersion?: (string|null);

            /** NodeInfoResponse pid */
            pid?: (number|null);

            /** NodeInfoResponse configuration */
            configuration?: ({ [k: string]: string }|null);

            /** NodeInfoResponse log */
            log?: (string[]|null);

            /** NodeInfoResponse loopDelayP99Us */
            loopDelayP99Us?: (number|null);

            /** NodeInfoResponse heapBytes */
            heapBytes?: (number|null);

            /** NodeInfoResponse rssBytes */
            rssBytes?: (number|null);

            /** NodeInfoResponse logLevel */
            logLevel?: (string|null);

            /** NodeInfoResponse certificates */
            certificates?: (mokv.v1.ICertificateInfo[]|null);
        }

        /** Represents a NodeInfoResponse. */
        class NodeInfoResponse implements INodeInfoResponse {

            /**
             * Constructs a new NodeInfoResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.INodeInfoResponse);

            /** NodeInfoResponse nodeId. */
            public nodeId: string;

            /** NodeInfoResponse version. */
            public version: string;

            /** NodeInfoResponse nodeVersion. */
            public nodeVersion: string;

            /** NodeInfoResponse pid. */
            public pid: number;

            /** NodeInfoResponse configuration. */
            public configuration: { [k: string]: string };

            /** NodeInfoResponse log. */
            public log: string[];

            /** NodeInfoResponse loopDelayP99Us. */
            public loopDelayP99Us: number;

            /** NodeInfoResponse heapBytes. */
            public heapBytes: number;

            /** NodeInfoResponse rssBytes. */
            public rssBytes: number;

            /** NodeInfoResponse logLevel. */
            public logLevel: string;

            /** NodeInfoResponse certificates. */
            public certificates: mokv.v1.ICertificateInfo[];

            /**
             * Creates a new NodeInfoResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NodeInfoResponse instance
             */
            public static create(properties?: mokv.v1.INodeInfoResponse): mokv.v1.NodeInfoResponse;

            /**
             * Encodes the specified NodeInfoResponse message. Does not implicitly {@link mokv.v1.NodeInfoResponse.verify|verify} messages.
             * @param message NodeInfoResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.INodeInfoResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeInfoResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns NodeInfoResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.NodeInfoResponse;
        }

        /** Properties of a CertificateInfo. */
        interface ICertificateInfo {

            /** CertificateInfo use */
            use?: (string|null);

            /** CertificateInfo subject */
            subject?: (string|null);

            /** CertificateInfo expiryMs */
            expiryMs?: (number|null);
        }

        /** Represents a CertificateInfo. */
        class CertificateInfo implements ICertificateInfo {

            /**
             * Constructs a new CertificateInfo.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ICertificateInfo);

            /** CertificateInfo use. */
            public use: string;

            /** CertificateInfo subject. */
            public subject: string;

            /** CertificateInfo expiryMs. */
            public expiryMs: number;

            /**
             * Creates a new CertificateInfo instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CertificateInfo instance
             */
            public static create(properties?: mokv.v1.ICertificateInfo): mokv.v1.CertificateInfo;

            /**
             * Encodes the specified CertificateInfo message. Does not implicitly {@link mokv.v1.CertificateInfo.verify|verify} messages.
             * @param message CertificateInfo message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ICertificateInfo, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateInfo message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns CertificateInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.CertificateInfo;
        }

        /** Properties of an OkToStopRequest. */
        interface IOkToStopRequest {

            /** OkToStopRequest nodeIds */
            nodeIds?: (string[]|null);
        }

        /** Represents an OkToStopRequest. */
        class OkToStopRequest implements IOkToStopRequest {

            /**
             * Constructs a new OkToStopRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IOkToStopRequest);

            /** OkToStopRequest nodeIds. */
            public nodeIds: string[];

            /**
             * Creates a new OkToStopRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OkToStopRequest instance
             */
            public static create(properties?: mokv.v1.IOkToStopRequest): mokv.v1.OkToStopRequest;

            /**
             * Encodes the specified OkToStopRequest message. Does not implicitly {@link mokv.v1.OkToStopRequest.verify|verify} messages.
             * @param message OkToStopRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IOkToStopRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OkToStopRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns OkToStopRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.OkToStopRequest;
        }

        /** Properties of an OkToStopResponse. */
        interface IOkToStopResponse {

            /** OkToStopResponse ok */
            ok?: (boolean|null);

            /** OkToStopResponse reason */
            reason?: (string|null);

            /** OkToStopResponse voters */
            voters?: (number|null);

            /** OkToStopResponse healthy */
            healthy?: (number|null);

            /** OkToStopResponse quorum */
            quorum?: (number|null);
        }

        /** Represents an OkToStopResponse. */
        class OkToStopResponse implements IOkToStopResponse {

            /**
             * Constructs a new OkToStopResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IOkToStopResponse);

            /** OkToStopResponse ok. */
            public ok: boolean;

            /** OkToStopResponse reason. */
            public reason: string;

            /** OkToStopResponse voters. */
            public voters: number;

            /** OkToStopResponse healthy. */
            public healthy: number;

            /** OkToStopResponse quorum. */
            public quorum: number;

            /**
             * Creates a new OkToStopResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OkToStopResponse instance
             */
            public static create(properties?: mokv.v1.IOkToStopResponse): mokv.v1.OkToStopResponse;

            /**
             * Encodes the specified OkToStopResponse message. Does not implicitly {@link mokv.v1.OkToStopResponse.verify|verify} messages.
             * @param message OkToStopResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IOkToStopResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OkToStopResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns OkToStopResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.OkToStopResponse;
        }

        /** Properties of a SaveSnapshotRequest. */
        interface ISaveSnapshotRequest {
        }

        /** Represents a SaveSnapshotRequest. */
        class SaveSnapshotRequest implements ISaveSnapshotRequest {

            /**
             * Constructs a new SaveSnapshotRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISaveSnapshotRequest);

            /**
             * Creates a new SaveSnapshotRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SaveSnapshotRequest instance
             */
            public static create(properties?: mokv.v1.ISaveSnapshotRequest): mokv.v1.SaveSnapshotRequest;

            /**
             * Encodes the specified SaveSnapshotRequest message. Does not implicitly {@link mokv.v1.SaveSnapshotRequest.verify|verify} messages.
             * @param message SaveSnapshotRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISaveSnapshotRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SaveSnapshotRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SaveSnapshotRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SaveSnapshotRequest;
        }

        /** Properties of a SnapshotPart. */
        interface ISnapshotPart {

            /** SnapshotPart summary */
            summary?: (mokv.v1.ISnapshotSummary|null);

            /** SnapshotPart data */
            data?: (Uint8Array|null);

            /** SnapshotPart digest */
            digest?: (Uint8Array|null);
        }

        /** Represents a SnapshotPart. */
        class SnapshotPart implements ISnapshotPart {

            /**
             * Constructs a new SnapshotPart.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISnapshotPart);

            /** SnapshotPart summary. */
            public summary?: (mokv.v1.ISnapshotSummary|null);

            /** SnapshotPart data. */
            public data?: (Uint8Array|null);

            /** SnapshotPart digest. */
            public digest?: (Uint8Array|null);

            /** SnapshotPart kind. */
            public kind?: ("summary"|"data"|"digest");

            /**
             * Creates a new SnapshotPart instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotPart instance
             */
            public static create(properties?: mokv.v1.ISnapshotPart): mokv.v1.SnapshotPart;

            /**
             * Encodes the specified SnapshotPart message. Does not implicitly {@link mokv.v1.SnapshotPart.verify|verify} messages.
             * @param message SnapshotPart message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISnapshotPart, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotPart message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SnapshotPart
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SnapshotPart;
        }

        /** Properties of a SnapshotSummary. */
        interface ISnapshotSummary {

            /** SnapshotSummary index */
            index?: (number|null);

            /** SnapshotSummary term */
            term?: (number|null);

            /** SnapshotSummary revision */
            revision?: (number|null);

            /** SnapshotSummary keys */
            keys?: (number|null);

            /** SnapshotSummary timeMs */
            timeMs?: (number|null);

            /** SnapshotSummary nodeId */
            nodeId?: (string|null);

            /** SnapshotSummary version */
            version?: (string|null);
        }

        /** Represents a SnapshotSummary. */
        class SnapshotSummary implements ISnapshotSummary {

            /**
             * Constructs a new SnapshotSummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISnapshotSummary);

            /** SnapshotSummary index. */
            public index: number;

            /** SnapshotSummary term. */
            public term: number;

            /** SnapshotSummary revision. */
            public revision: number;

            /** SnapshotSummary keys. */
            public keys: number;

            /** SnapshotSummary timeMs. */
            public timeMs: number;

            /** SnapshotSummary nodeId. */
            public nodeId: string;

            /** SnapshotSummary version. */
            public version: string;

            /**
             * Creates a new SnapshotSummary instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotSummary instance
             */
            public static create(properties?: mokv.v1.ISnapshotSummary): mokv.v1.SnapshotSummary;

            /**
             * Encodes the specified SnapshotSummary message. Does not implicitly {@link mokv.v1.SnapshotSummary.verify|verify} messages.
             * @param message SnapshotSummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISnapshotSummary, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotSummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SnapshotSummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SnapshotSummary;
        }

        /** Properties of a RestoreSnapshotRequest. */
        interface IRestoreSnapshotRequest {

            /** RestoreSnapshotRequest start */
            start?: (mokv.v1.IRestoreStart|null);

            /** RestoreSnapshotRequest data */
            data?: (Uint8Array|null);

            /** RestoreSnapshotRequest digest */
            digest?: (Uint8Array|null);
        }

        /** Represents a RestoreSnapshotRequest. */
        class RestoreSnapshotRequest implements IRestoreSnapshotRequest {

            /**
             * Constructs a new RestoreSnapshotRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRestoreSnapshotRequest);

            /** RestoreSnapshotRequest start. */
            public start?: (mokv.v1.IRestoreStart|null);

            /** RestoreSnapshotRequest data. */
            public data?: (Uint8Array|null);

            /** RestoreSnapshotRequest digest. */
            public digest?: (Uint8Array|null);

            /** RestoreSnapshotRequest kind. */
            public kind?: ("start"|"data"|"digest");

            /**
             * Creates a new RestoreSnapshotRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RestoreSnapshotRequest instance
             */
            public static create(properties?: mokv.v1.IRestoreSnapshotRequest): mokv.v1.RestoreSnapshotRequest;

            /**
             * Encodes the specified RestoreSnapshotRequest message. Does not implicitly {@link mokv.v1.RestoreSnapshotRequest.verify|verify} messages.
             * @param message RestoreSnapshotRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRestoreSnapshotRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RestoreSnapshotRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RestoreSnapshotRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RestoreSnapshotRequest;
        }

        /** Properties of a RestoreStart. */
        interface IRestoreStart {

            /** RestoreStart dryRun */
            dryRun?: (boolean|null);
        }

        /** Represents a RestoreStart. */
        class RestoreStart implements IRestoreStart {

            /**
             * Constructs a new RestoreStart.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRestoreStart);

            /** RestoreStart dryRun. */
            public dryRun: boolean;

            /**
             * Creates a new RestoreStart instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RestoreStart instance
             */
            public static create(properties?: mokv.v1.IRestoreStart): mokv.v1.RestoreStart;

            /**
             * Encodes the specified RestoreStart message. Does not implicitly {@link mokv.v1.RestoreStart.verify|verify} messages.
             * @param message RestoreStart message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRestoreStart, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RestoreStart message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RestoreStart
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RestoreStart;
        }

        /** Properties of a RestoreSnapshotResponse. */
        interface IRestoreSnapshotResponse {

            /** RestoreSnapshotResponse revision */
            revision?: (number|null);

            /** RestoreSnapshotResponse keys */
            keys?: (number|null);

            /** RestoreSnapshotResponse keysBefore */
            keysBefore?: (number|null);
        }

        /** Represents a RestoreSnapshotResponse. */
        class RestoreSnapshotResponse implements IRestoreSnapshotResponse {

            /**
             * Constructs a new RestoreSnapshotResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRestoreSnapshotResponse);

            /** RestoreSnapshotResponse revision. */
            public revision: number;

            /** RestoreSnapshotResponse keys. */
            public keys: number;

            /** RestoreSnapshotResponse keysBefore. */
            public keysBefore: number;

            /**
             * Creates a new RestoreSnapshotResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RestoreSnapshotResponse instance
             */
            public static create(properties?: mokv.v1.IRestoreSnapshotResponse): mokv.v1.RestoreSnapshotResponse;

            /**
             * Encodes the specified RestoreSnapshotResponse message. Does not implicitly {@link mokv.v1.RestoreSnapshotResponse.verify|verify} messages.
             * @param message RestoreSnapshotResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRestoreSnapshotResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RestoreSnapshotResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RestoreSnapshotResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RestoreSnapshotResponse;
        }

        /** Properties of a CompactRequest. */
        interface ICompactRequest {
        }

        /** Represents a CompactRequest. */
        class CompactRequest implements ICompactRequest {

            /**
             * Constructs a new CompactRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ICompactRequest);

            /**
             * Creates a new CompactRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CompactRequest instance
             */
            public static create(properties?: mokv.v1.ICompactRequest): mokv.v1.CompactRequest;

            /**
             * Encodes the specified CompactRequest message. Does not implicitly {@link mokv.v1.CompactRequest.verify|verify} messages.
             * @param message CompactRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ICompactRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CompactRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns CompactRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.CompactRequest;
        }

        /** Properties of a CompactResponse. */
        interface ICompactResponse {

            /** CompactResponse snapshotIndex */
            snapshotIndex?: (number|null);
        }

        /** Represents a CompactResponse. */
        class CompactResponse implements ICompactResponse {

            /**
             * Constructs a new CompactResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ICompactResponse);

            /** CompactResponse snapshotIndex. */
            public snapshotIndex: number;

            /**
             * Creates a new CompactResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CompactResponse instance
             */
            public static create(properties?: mokv.v1.ICompactResponse): mokv.v1.CompactResponse;

            /**
             * Encodes the specified CompactResponse message. Does not implicitly {@link mokv.v1.CompactResponse.verify|verify} messages.
             * @param message CompactResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ICompactResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CompactResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns CompactResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.CompactResponse;
        }

        /** Properties of a ReloadRequest. */
        interface IReloadRequest {
        }

        /** Represents a ReloadRequest. */
        class ReloadRequest implements IReloadRequest {

            /**
             * Constructs a new ReloadRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IReloadRequest);

            /**
             * Creates a new ReloadRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReloadRequest instance
             */
            public static create(properties?: mokv.v1.IReloadRequest): mokv.v1.ReloadRequest;

            /**
             * Encodes the specified ReloadRequest message. Does not implicitly {@link mokv.v1.ReloadRequest.verify|verify} messages.
             * @param message ReloadRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IReloadRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReloadRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ReloadRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ReloadRequest;
        }

        /** Properties of a ReloadResponse. */
        interface IReloadResponse {
        }

        /** Represents a ReloadResponse. */
        class ReloadResponse implements IReloadResponse {

            /**
             * Constructs a new ReloadResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IReloadResponse);

            /**
             * Creates a new ReloadResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReloadResponse instance
             */
            public static create(properties?: mokv.v1.IReloadResponse): mokv.v1.ReloadResponse;

            /**
             * Encodes the specified ReloadResponse message. Does not implicitly {@link mokv.v1.ReloadResponse.verify|verify} messages.
             * @param message ReloadResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IReloadResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReloadResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ReloadResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ReloadResponse;
        }

        /** Properties of a SetLogLevelRequest. */
        interface ISetLogLevelRequest {

            /** SetLogLevelRequest level */
            level?: (string|null);
        }

        /** Represents a SetLogLevelRequest. */
        class SetLogLevelRequest implements ISetLogLevelRequest {

            /**
             * Constructs a new SetLogLevelRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISetLogLevelRequest);

            /** SetLogLevelRequest level. */
            public level: string;

            /**
             * Creates a new SetLogLevelRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SetLogLevelRequest instance
             */
            public static create(properties?: mokv.v1.ISetLogLevelRequest): mokv.v1.SetLogLevelRequest;

            /**
             * Encodes the specified SetLogLevelRequest message. Does not implicitly {@link mokv.v1.SetLogLevelRequest.verify|verify} messages.
             * @param message SetLogLevelRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISetLogLevelRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SetLogLevelRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SetLogLevelRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SetLogLevelRequest;
        }

        /** Properties of a SetLogLevelResponse. */
        interface ISetLogLevelResponse {

            /** SetLogLevelResponse level */
            level?: (string|null);
        }

        /** Represents a SetLogLevelResponse. */
        class SetLogLevelResponse implements ISetLogLevelResponse {

            /**
             * Constructs a new SetLogLevelResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISetLogLevelResponse);

            /** SetLogLevelResponse level. */
            public level: string;

            /**
             * Creates a new SetLogLevelResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SetLogLevelResponse instance
             */
            public static create(properties?: mokv.v1.ISetLogLevelResponse): mokv.v1.SetLogLevelResponse;

            /**
             * Encodes the specified SetLogLevelResponse message. Does not implicitly {@link mokv.v1.SetLogLevelResponse.verify|verify} messages.
             * @param message SetLogLevelResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISetLogLevelResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SetLogLevelResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SetLogLevelResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SetLogLevelResponse;
        }

        /** Properties of a DrainRequest. */
        interface IDrainRequest {

            /** DrainRequest drained */
            drained?: (boolean|null);
        }

        /** Represents a DrainRequest. */
        class DrainRequest implements IDrainRequest {

            /**
             * Constructs a new DrainRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IDrainRequest);

            /** DrainRequest drained. */
            public drained: boolean;

            /**
             * Creates a new DrainRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DrainRequest instance
             */
            public static create(properties?: mokv.v1.IDrainRequest): mokv.v1.DrainRequest;

            /**
             * Encodes the specified DrainRequest message. Does not implicitly {@link mokv.v1.DrainRequest.verify|verify} messages.
             * @param message DrainRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IDrainRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DrainRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns DrainRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.DrainRequest;
        }

        /** Properties of a DrainResponse. */
        interface IDrainResponse {
        }

        /** Represents a DrainResponse. */
        class DrainResponse implements IDrainResponse {

            /**
             * Constructs a new DrainResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IDrainResponse);

            /**
             * Creates a new DrainResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DrainResponse instance
             */
            public static create(properties?: mokv.v1.IDrainResponse): mokv.v1.DrainResponse;

            /**
             * Encodes the specified DrainResponse message. Does not implicitly {@link mokv.v1.DrainResponse.verify|verify} messages.
             * @param message DrainResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IDrainResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DrainResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns DrainResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.DrainResponse;
        }

        /** Properties of a WhoAmIRequest. */
        interface IWhoAmIRequest {
        }

        /** Represents a WhoAmIRequest. */
        class WhoAmIRequest implements IWhoAmIRequest {

            /**
             * Constructs a new WhoAmIRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IWhoAmIRequest);

            /**
             * Creates a new WhoAmIRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WhoAmIRequest instance
             */
            public static create(properties?: mokv.v1.IWhoAmIRequest): mokv.v1.WhoAmIRequest;

            /**
             * Encodes the specified WhoAmIRequest message. Does not implicitly {@link mokv.v1.WhoAmIRequest.verify|verify} messages.
             * @param message WhoAmIRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IWhoAmIRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WhoAmIRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns WhoAmIRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.WhoAmIRequest;
        }

        /** Properties of a WhoAmIResponse. */
        interface IWhoAmIResponse {

            /** WhoAmIResponse user */
            user?: (string|null);

            /** WhoAmIResponse roles */
            roles?: (string[]|null);

            /** WhoAmIResponse rules */
            rules?: (string[]|null);

            /** WhoAmIResponse nodeId */
            nodeId?: (string|null);
        }

        /** Represents a WhoAmIResponse. */
        class WhoAmIResponse implements IWhoAmIResponse {

            /**
             * Constructs a new WhoAmIResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IWhoAmIResponse);

            /** WhoAmIResponse user. */
            public user: string;

            /** WhoAmIResponse roles. */
            public roles: string[];

            /** WhoAmIResponse rules. */
            public rules: string[];

            /** WhoAmIResponse nodeId. */
            public nodeId: string;

            /**
             * Creates a new WhoAmIResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WhoAmIResponse instance
             */
            public static create(properties?: mokv.v1.IWhoAmIResponse): mokv.v1.WhoAmIResponse;

            /**
             * Encodes the specified WhoAmIResponse message. Does not implicitly {@link mokv.v1.WhoAmIResponse.verify|verify} messages.
             * @param message WhoAmIResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IWhoAmIResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WhoAmIResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns WhoAmIResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.WhoAmIResponse;
        }

        /** Properties of an ExplainRequest. */
        interface IExplainRequest {

            /** ExplainRequest user */
            user?: (string|null);

            /** ExplainRequest action */
            action?: (string|null);

            /** ExplainRequest object */
            object?: (string|null);
        }

        /** Represents an ExplainRequest. */
        class ExplainRequest implements IExplainRequest {

            /**
             * Constructs a new ExplainRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IExplainRequest);

            /** ExplainRequest user. */
            public user: string;

            /** ExplainRequest action. */
            public action: string;

            /** ExplainRequest object. */
            public object: string;

            /**
             * Creates a new ExplainRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExplainRequest instance
             */
            public static create(properties?: mokv.v1.IExplainRequest): mokv.v1.ExplainRequest;

            /**
             * Encodes the specified ExplainRequest message. Does not implicitly {@link mokv.v1.ExplainRequest.verify|verify} messages.
             * @param message ExplainRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IExplainRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExplainRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ExplainRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ExplainRequest;
        }

        /** Properties of an ExplainResponse. */
        interface IExplainResponse {

            /** ExplainResponse allowed */
            allowed?: (boolean|null);

            /** ExplainResponse rules */
            rules?: (string[]|null);

            /** ExplainResponse nearest */
            nearest?: (string|null);

            /** ExplainResponse grant */
            grant?: (string|null);

            /** ExplainResponse roles */
            roles?: (string[]|null);
        }

        /** Represents an ExplainResponse. */
        class ExplainResponse implements IExplainResponse {

            /**
             * Constructs a new ExplainResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IExplainResponse);

            /** ExplainResponse allowed. */
            public allowed: boolean;

            /** ExplainResponse rules. */
            public rules: string[];

            /** ExplainResponse nearest. */
            public nearest: string;

            /** ExplainResponse grant. */
            public grant: string;

            /** ExplainResponse roles. */
            public roles: string[];

            /**
             * Creates a new ExplainResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExplainResponse instance
             */
            public static create(properties?: mokv.v1.IExplainResponse): mokv.v1.ExplainResponse;

            /**
             * Encodes the specified ExplainResponse message. Does not implicitly {@link mokv.v1.ExplainResponse.verify|verify} messages.
             * @param message ExplainResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IExplainResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExplainResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ExplainResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ExplainResponse;
        }

        /** Properties of a WhoCanRequest. */
        interface IWhoCanRequest {

            /** WhoCanRequest action */
            action?: (string|null);

            /** WhoCanRequest object */
            object?: (string|null);
        }

        /** Represents a WhoCanRequest. */
        class WhoCanRequest implements IWhoCanRequest {

            /**
             * Constructs a new WhoCanRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IWhoCanRequest);

            /** WhoCanRequest action. */
            public action: string;

            /** WhoCanRequest object. */
            public object: string;

            /**
             * Creates a new WhoCanRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WhoCanRequest instance
             */
            public static create(properties?: mokv.v1.IWhoCanRequest): mokv.v1.WhoCanRequest;

            /**
             * Encodes the specified WhoCanRequest message. Does not implicitly {@link mokv.v1.WhoCanRequest.verify|verify} messages.
             * @param message WhoCanRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IWhoCanRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WhoCanRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns WhoCanRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.WhoCanRequest;
        }

        /** Properties of a WhoCanResponse. */
        interface IWhoCanResponse {

            /** WhoCanResponse users */
            users?: (string[]|null);
        }

        /** Represents a WhoCanResponse. */
        class WhoCanResponse implements IWhoCanResponse {

            /**
             * Constructs a new WhoCanResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IWhoCanResponse);

            /** WhoCanResponse users. */
            public users: string[];

            /**
             * Creates a new WhoCanResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WhoCanResponse instance
             */
            public static create(properties?: mokv.v1.IWhoCanResponse): mokv.v1.WhoCanResponse;

            /**
             * Encodes the specified WhoCanResponse message. Does not implicitly {@link mokv.v1.WhoCanResponse.verify|verify} messages.
             * @param message WhoCanResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IWhoCanResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WhoCanResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns WhoCanResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.WhoCanResponse;
        }

        /** Properties of a GetPolicyRequest. */
        interface IGetPolicyRequest {
        }

        /** Represents a GetPolicyRequest. */
        class GetPolicyRequest implements IGetPolicyRequest {

            /**
             * Constructs a new GetPolicyRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IGetPolicyRequest);

            /**
             * Creates a new GetPolicyRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetPolicyRequest instance
             */
            public static create(properties?: mokv.v1.IGetPolicyRequest): mokv.v1.GetPolicyRequest;

            /**
             * Encodes the specified GetPolicyRequest message. Does not implicitly {@link mokv.v1.GetPolicyRequest.verify|verify} messages.
             * @param message GetPolicyRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IGetPolicyRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetPolicyRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns GetPolicyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.GetPolicyRequest;
        }

        /** Properties of a GetPolicyResponse. */
        interface IGetPolicyResponse {

            /** GetPolicyResponse policy */
            policy?: (string|null);

            /** GetPolicyResponse model */
            model?: (string|null);

            /** GetPolicyResponse digest */
            digest?: (string|null);

            /** GetPolicyResponse file */
            file?: (string|null);
        }

        /** Represents a GetPolicyResponse. */
        class GetPolicyResponse implements IGetPolicyResponse {

            /**
             * Constructs a new GetPolicyResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IGetPolicyResponse);

            /** GetPolicyResponse policy. */
            public policy: string;

            /** GetPolicyResponse model. */
            public model: string;

            /** GetPolicyResponse digest. */
            public digest: string;

            /** GetPolicyResponse file. */
            public file: string;

            /**
             * Creates a new GetPolicyResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetPolicyResponse instance
             */
            public static create(properties?: mokv.v1.IGetPolicyResponse): mokv.v1.GetPolicyResponse;

            /**
             * Encodes the specified GetPolicyResponse message. Does not implicitly {@link mokv.v1.GetPolicyResponse.verify|verify} messages.
             * @param message GetPolicyResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IGetPolicyResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetPolicyResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns GetPolicyResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.GetPolicyResponse;
        }

        /** Properties of a SetPolicyRequest. */
        interface ISetPolicyRequest {

            /** SetPolicyRequest policy */
            policy?: (string|null);

            /** SetPolicyRequest validateOnly */
            validateOnly?: (boolean|null);

            /** SetPolicyRequest expectedDigest */
            expectedDigest?: (string|null);
        }

        /** Represents a SetPolicyRequest. */
        class SetPolicyRequest implements ISetPolicyRequest {

            /**
             * Constructs a new SetPolicyRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISetPolicyRequest);

            /** SetPolicyRequest policy. */
            public policy: string;

            /** SetPolicyRequest validateOnly. */
            public validateOnly: boolean;

            /** SetPolicyRequest expectedDigest. */
            public expectedDigest: string;

            /**
             * Creates a new SetPolicyRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SetPolicyRequest instance
             */
            public static create(properties?: mokv.v1.ISetPolicyRequest): mokv.v1.SetPolicyRequest;

            /**
             * Encodes the specified SetPolicyRequest message. Does not implicitly {@link mokv.v1.SetPolicyRequest.verify|verify} messages.
             * @param message SetPolicyRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISetPolicyRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SetPolicyRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SetPolicyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SetPolicyRequest;
        }

        /** Properties of a SetPolicyResponse. */
        interface ISetPolicyResponse {

            /** SetPolicyResponse digest */
            digest?: (string|null);

            /** SetPolicyResponse warnings */
            warnings?: (string[]|null);
        }

        /** Represents a SetPolicyResponse. */
        class SetPolicyResponse implements ISetPolicyResponse {

            /**
             * Constructs a new SetPolicyResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISetPolicyResponse);

            /** SetPolicyResponse digest. */
            public digest: string;

            /** SetPolicyResponse warnings. */
            public warnings: string[];

            /**
             * Creates a new SetPolicyResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SetPolicyResponse instance
             */
            public static create(properties?: mokv.v1.ISetPolicyResponse): mokv.v1.SetPolicyResponse;

            /**
             * Encodes the specified SetPolicyResponse message. Does not implicitly {@link mokv.v1.SetPolicyResponse.verify|verify} messages.
             * @param message SetPolicyResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISetPolicyResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SetPolicyResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SetPolicyResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SetPolicyResponse;
        }

        /** Properties of a MembersRequest. */
        interface IMembersRequest {
        }

        /** Represents a MembersRequest. */
        class MembersRequest implements IMembersRequest {

            /**
             * Constructs a new MembersRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IMembersRequest);

            /**
             * Creates a new MembersRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MembersRequest instance
             */
            public static create(properties?: mokv.v1.IMembersRequest): mokv.v1.MembersRequest;

            /**
             * Encodes the specified MembersRequest message. Does not implicitly {@link mokv.v1.MembersRequest.verify|verify} messages.
             * @param message MembersRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IMembersRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MembersRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns MembersRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.MembersRequest;
        }

        /** Properties of a MembersResponse. */
        interface IMembersResponse {

            /** MembersResponse nodeId */
            nodeId?: (string|null);

            /** MembersResponse encrypted */
            encrypted?: (boolean|null);

            /** MembersResponse members */
            members?: (mokv.v1.IPoolMember[]|null);
        }

        /** Represents a MembersResponse. */
        class MembersResponse implements IMembersResponse {

            /**
             * Constructs a new MembersResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IMembersResponse);

            /** MembersResponse nodeId. */
            public nodeId: string;

            /** MembersResponse encrypted. */
            public encrypted: boolean;

            /** MembersResponse members. */
            public members: mokv.v1.IPoolMember[];

            /**
             * Creates a new MembersResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MembersResponse instance
             */
            public static create(properties?: mokv.v1.IMembersResponse): mokv.v1.MembersResponse;

            /**
             * Encodes the specified MembersResponse message. Does not implicitly {@link mokv.v1.MembersResponse.verify|verify} messages.
             * @param message MembersResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IMembersResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MembersResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns MembersResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.MembersResponse;
        }

        /** Properties of a PoolMember. */
        interface IPoolMember {

            /** PoolMember name */
            name?: (string|null);

            /** PoolMember addr */
            addr?: (string|null);

            /** PoolMember status */
            status?: (string|null);

            /** PoolMember tags */
            tags?: ({ [k: string]: string }|null);

            /** PoolMember incarnation */
            incarnation?: (number|null);

            /** PoolMember rttMs */
            rttMs?: (number|null);
        }

        /** Represents a PoolMember. */
        class PoolMember implements IPoolMember {

            /**
             * Constructs a new PoolMember.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPoolMember);

            /** PoolMember name. */
            public name: string;

            /** PoolMember addr. */
            public addr: string;

            /** PoolMember status. */
            public status: string;

            /** PoolMember tags. */
            public tags: { [k: string]: string };

            /** PoolMember incarnation. */
            public incarnation: number;

            /** PoolMember rttMs. */
            public rttMs?: (number|null);

            /**
             * Creates a new PoolMember instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PoolMember instance
             */
            public static create(properties?: mokv.v1.IPoolMember): mokv.v1.PoolMember;

            /**
             * Encodes the specified PoolMember message. Does not implicitly {@link mokv.v1.PoolMember.verify|verify} messages.
             * @param message PoolMember message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPoolMember, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PoolMember message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PoolMember
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PoolMember;
        }

        /** Properties of a RttRequest. */
        interface IRttRequest {

            /** RttRequest from */
            from?: (string|null);

            /** RttRequest to */
            to?: (string|null);
        }

        /** Represents a RttRequest. */
        class RttRequest implements IRttRequest {

            /**
             * Constructs a new RttRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRttRequest);

            /** RttRequest from. */
            public from: string;

            /** RttRequest to. */
            public to: string;

            /**
             * Creates a new RttRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RttRequest instance
             */
            public static create(properties?: mokv.v1.IRttRequest): mokv.v1.RttRequest;

            /**
             * Encodes the specified RttRequest message. Does not implicitly {@link mokv.v1.RttRequest.verify|verify} messages.
             * @param message RttRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRttRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RttRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RttRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RttRequest;
        }

        /** Properties of a RttResponse. */
        interface IRttResponse {

            /** RttResponse rttMs */
            rttMs?: (number|null);
        }

        /** Represents a RttResponse. */
        class RttResponse implements IRttResponse {

            /**
             * Constructs a new RttResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRttResponse);

            /** RttResponse rttMs. */
            public rttMs: number;

            /**
             * Creates a new RttResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RttResponse instance
             */
            public static create(properties?: mokv.v1.IRttResponse): mokv.v1.RttResponse;

            /**
             * Encodes the specified RttResponse message. Does not implicitly {@link mokv.v1.RttResponse.verify|verify} messages.
             * @param message RttResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRttResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RttResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RttResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RttResponse;
        }

        /** Properties of an EventsRequest. */
        interface IEventsRequest {
        }

        /** Represents an EventsRequest. */
        class EventsRequest implements IEventsRequest {

            /**
             * Constructs a new EventsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IEventsRequest);

            /**
             * Creates a new EventsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns EventsRequest instance
             */
            public static create(properties?: mokv.v1.IEventsRequest): mokv.v1.EventsRequest;

            /**
             * Encodes the specified EventsRequest message. Does not implicitly {@link mokv.v1.EventsRequest.verify|verify} messages.
             * @param message EventsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IEventsRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EventsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns EventsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.EventsRequest;
        }

        /** Properties of a PoolEvent. */
        interface IPoolEvent {

            /** PoolEvent timeMs */
            timeMs?: (number|null);

            /** PoolEvent type */
            type?: (string|null);

            /** PoolEvent member */
            member?: (mokv.v1.IPoolMember|null);

            /** PoolEvent name */
            name?: (string|null);

            /** PoolEvent payload */
            payload?: (Uint8Array|null);
        }

        /** Represents a PoolEvent. */
        class PoolEvent implements IPoolEvent {

            /**
             * Constructs a new PoolEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IPoolEvent);

            /** PoolEvent timeMs. */
            public timeMs: number;

            /** PoolEvent type. */
            public type: string;

            /** PoolEvent member. */
            public member?: (mokv.v1.IPoolMember|null);

            /** PoolEvent name. */
            public name: string;

            /** PoolEvent payload. */
            public payload: Uint8Array;

            /**
             * Creates a new PoolEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PoolEvent instance
             */
            public static create(properties?: mokv.v1.IPoolEvent): mokv.v1.PoolEvent;

            /**
             * Encodes the specified PoolEvent message. Does not implicitly {@link mokv.v1.PoolEvent.verify|verify} messages.
             * @param message PoolEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IPoolEvent, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PoolEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns PoolEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.PoolEvent;
        }

        /** Properties of a JoinRequest. */
        interface IJoinRequest {

            /** JoinRequest addrs */
            addrs?: (string[]|null);
        }

        /** Represents a JoinRequest. */
        class JoinRequest implements IJoinRequest {

            /**
             * Constructs a new JoinRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IJoinRequest);

            /** JoinRequest addrs. */
            public addrs: string[];

            /**
             * Creates a new JoinRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns JoinRequest instance
             */
            public static create(properties?: mokv.v1.IJoinRequest): mokv.v1.JoinRequest;

            /**
             * Encodes the specified JoinRequest message. Does not implicitly {@link mokv.v1.JoinRequest.verify|verify} messages.
             * @param message JoinRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IJoinRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JoinRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns JoinRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.JoinRequest;
        }

        /** Properties of a JoinResponse. */
        interface IJoinResponse {

            /** JoinResponse results */
            results?: (mokv.v1.IJoinResult[]|null);
        }

        /** Represents a JoinResponse. */
        class JoinResponse implements IJoinResponse {

            /**
             * Constructs a new JoinResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IJoinResponse);

            /** JoinResponse results. */
            public results: mokv.v1.IJoinResult[];

            /**
             * Creates a new JoinResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns JoinResponse instance
             */
            public static create(properties?: mokv.v1.IJoinResponse): mokv.v1.JoinResponse;

            /**
             * Encodes the specified JoinResponse message. Does not implicitly {@link mokv.v1.JoinResponse.verify|verify} messages.
             * @param message JoinResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IJoinResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JoinResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns JoinResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.JoinResponse;
        }

        /** Properties of a JoinResult. */
        interface IJoinResult {

            /** JoinResult addr */
            addr?: (string|null);

            /** JoinResult failure */
            failure?: (string|null);
        }

        /** Represents a JoinResult. */
        class JoinResult implements IJoinResult {

            /**
             * Constructs a new JoinResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IJoinResult);

            /** JoinResult addr. */
            public addr: string;

            /** JoinResult failure. */
            public failure: string;

            /**
             * Creates a new JoinResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns JoinResult instance
             */
            public static create(properties?: mokv.v1.IJoinResult): mokv.v1.JoinResult;

            /**
             * Encodes the specified JoinResult message. Does not implicitly {@link mokv.v1.JoinResult.verify|verify} messages.
             * @param message JoinResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IJoinResult, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JoinResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns JoinResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.JoinResult;
        }

        /** Properties of a ForceLeaveRequest. */
        interface IForceLeaveRequest {

            /** ForceLeaveRequest name */
            name?: (string|null);

            /** ForceLeaveRequest prune */
            prune?: (boolean|null);
        }

        /** Represents a ForceLeaveRequest. */
        class ForceLeaveRequest implements IForceLeaveRequest {

            /**
             * Constructs a new ForceLeaveRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IForceLeaveRequest);

            /** ForceLeaveRequest name. */
            public name: string;

            /** ForceLeaveRequest prune. */
            public prune: boolean;

            /**
             * Creates a new ForceLeaveRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ForceLeaveRequest instance
             */
            public static create(properties?: mokv.v1.IForceLeaveRequest): mokv.v1.ForceLeaveRequest;

            /**
             * Encodes the specified ForceLeaveRequest message. Does not implicitly {@link mokv.v1.ForceLeaveRequest.verify|verify} messages.
             * @param message ForceLeaveRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IForceLeaveRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ForceLeaveRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ForceLeaveRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ForceLeaveRequest;
        }

        /** Properties of a ForceLeaveResponse. */
        interface IForceLeaveResponse {
        }

        /** Represents a ForceLeaveResponse. */
        class ForceLeaveResponse implements IForceLeaveResponse {

            /**
             * Constructs a new ForceLeaveResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IForceLeaveResponse);

            /**
             * Creates a new ForceLeaveResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ForceLeaveResponse instance
             */
            public static create(properties?: mokv.v1.IForceLeaveResponse): mokv.v1.ForceLeaveResponse;

            /**
             * Encodes the specified ForceLeaveResponse message. Does not implicitly {@link mokv.v1.ForceLeaveResponse.verify|verify} messages.
             * @param message ForceLeaveResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IForceLeaveResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ForceLeaveResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ForceLeaveResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ForceLeaveResponse;
        }

        /** Properties of a LeaveRequest. */
        interface ILeaveRequest {
        }

        /** Represents a LeaveRequest. */
        class LeaveRequest implements ILeaveRequest {

            /**
             * Constructs a new LeaveRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ILeaveRequest);

            /**
             * Creates a new LeaveRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LeaveRequest instance
             */
            public static create(properties?: mokv.v1.ILeaveRequest): mokv.v1.LeaveRequest;

            /**
             * Encodes the specified LeaveRequest message. Does not implicitly {@link mokv.v1.LeaveRequest.verify|verify} messages.
             * @param message LeaveRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ILeaveRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeaveRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns LeaveRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.LeaveRequest;
        }

        /** Properties of a LeaveResponse. */
        interface ILeaveResponse {
        }

        /** Represents a LeaveResponse. */
        class LeaveResponse implements ILeaveResponse {

            /**
             * Constructs a new LeaveResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ILeaveResponse);

            /**
             * Creates a new LeaveResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LeaveResponse instance
             */
            public static create(properties?: mokv.v1.ILeaveResponse): mokv.v1.LeaveResponse;

            /**
             * Encodes the specified LeaveResponse message. Does not implicitly {@link mokv.v1.LeaveResponse.verify|verify} messages.
             * @param message LeaveResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ILeaveResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeaveResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns LeaveResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.LeaveResponse;
        }

        /** Properties of a KeysRequest. */
        interface IKeysRequest {

            /** KeysRequest operation */
            operation?: (string|null);

            /** KeysRequest key */
            key?: (Uint8Array|null);
        }

        /** Represents a KeysRequest. */
        class KeysRequest implements IKeysRequest {

            /**
             * Constructs a new KeysRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IKeysRequest);

            /** KeysRequest operation. */
            public operation: string;

            /** KeysRequest key. */
            public key: Uint8Array;

            /**
             * Creates a new KeysRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeysRequest instance
             */
            public static create(properties?: mokv.v1.IKeysRequest): mokv.v1.KeysRequest;

            /**
             * Encodes the specified KeysRequest message. Does not implicitly {@link mokv.v1.KeysRequest.verify|verify} messages.
             * @param message KeysRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IKeysRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeysRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns KeysRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.KeysRequest;
        }

        /** Properties of a KeysResponse. */
        interface IKeysResponse {

            /** KeysResponse answers */
            answers?: (mokv.v1.IKeyAnswer[]|null);
        }

        /** Represents a KeysResponse. */
        class KeysResponse implements IKeysResponse {

            /**
             * Constructs a new KeysResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IKeysResponse);

            /** KeysResponse answers. */
            public answers: mokv.v1.IKeyAnswer[];

            /**
             * Creates a new KeysResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeysResponse instance
             */
            public static create(properties?: mokv.v1.IKeysResponse): mokv.v1.KeysResponse;

            /**
             * Encodes the specified KeysResponse message. Does not implicitly {@link mokv.v1.KeysResponse.verify|verify} messages.
             * @param message KeysResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IKeysResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeysResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns KeysResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.KeysResponse;
        }

        /** Properties of a KeyAnswer. */
        interface IKeyAnswer {

            /** KeyAnswer name */
            name?: (string|null);

            /** KeyAnswer ok */
            ok?: (boolean|null);

            /** KeyAnswer message */
            message?: (string|null);

            /** KeyAnswer keys */
            keys?: (string[]|null);

            /** KeyAnswer primaryKey */
            primaryKey?: (string|null);
        }

        /** Represents a KeyAnswer. */
        class KeyAnswer implements IKeyAnswer {

            /**
             * Constructs a new KeyAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IKeyAnswer);

            /** KeyAnswer name. */
            public name: string;

            /** KeyAnswer ok. */
            public ok: boolean;

            /** KeyAnswer message. */
            public message: string;

            /** KeyAnswer keys. */
            public keys: string[];

            /** KeyAnswer primaryKey. */
            public primaryKey: string;

            /**
             * Creates a new KeyAnswer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeyAnswer instance
             */
            public static create(properties?: mokv.v1.IKeyAnswer): mokv.v1.KeyAnswer;

            /**
             * Encodes the specified KeyAnswer message. Does not implicitly {@link mokv.v1.KeyAnswer.verify|verify} messages.
             * @param message KeyAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IKeyAnswer, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeyAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns KeyAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.KeyAnswer;
        }

        /** Properties of a SendEventRequest. */
        interface ISendEventRequest {

            /** SendEventRequest name */
            name?: (string|null);

            /** SendEventRequest payload */
            payload?: (Uint8Array|null);
        }

        /** Represents a SendEventRequest. */
        class SendEventRequest implements ISendEventRequest {

            /**
             * Constructs a new SendEventRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISendEventRequest);

            /** SendEventRequest name. */
            public name: string;

            /** SendEventRequest payload. */
            public payload: Uint8Array;

            /**
             * Creates a new SendEventRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SendEventRequest instance
             */
            public static create(properties?: mokv.v1.ISendEventRequest): mokv.v1.SendEventRequest;

            /**
             * Encodes the specified SendEventRequest message. Does not implicitly {@link mokv.v1.SendEventRequest.verify|verify} messages.
             * @param message SendEventRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISendEventRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SendEventRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SendEventRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SendEventRequest;
        }

        /** Properties of a SendEventResponse. */
        interface ISendEventResponse {
        }

        /** Represents a SendEventResponse. */
        class SendEventResponse implements ISendEventResponse {

            /**
             * Constructs a new SendEventResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISendEventResponse);

            /**
             * Creates a new SendEventResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SendEventResponse instance
             */
            public static create(properties?: mokv.v1.ISendEventResponse): mokv.v1.SendEventResponse;

            /**
             * Encodes the specified SendEventResponse message. Does not implicitly {@link mokv.v1.SendEventResponse.verify|verify} messages.
             * @param message SendEventResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISendEventResponse, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SendEventResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SendEventResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SendEventResponse;
        }

        /** Properties of a QueryRequest. */
        interface IQueryRequest {

            /** QueryRequest name */
            name?: (string|null);

            /** QueryRequest payload */
            payload?: (Uint8Array|null);
        }

        /** Represents a QueryRequest. */
        class QueryRequest implements IQueryRequest {

            /**
             * Constructs a new QueryRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IQueryRequest);

            /** QueryRequest name. */
            public name: string;

            /** QueryRequest payload. */
            public payload: Uint8Array;

            /**
             * Creates a new QueryRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns QueryRequest instance
             */
            public static create(properties?: mokv.v1.IQueryRequest): mokv.v1.QueryRequest;

            /**
             * Encodes the specified QueryRequest message. Does not implicitly {@link mokv.v1.QueryRequest.verify|verify} messages.
             * @param message QueryRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IQueryRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a QueryRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns QueryRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.QueryRequest;
        }

        /** Properties of a QueryAnswer. */
        interface IQueryAnswer {

            /** QueryAnswer name */
            name?: (string|null);

            /** QueryAnswer type */
            type?: (string|null);

            /** QueryAnswer payload */
            payload?: (Uint8Array|null);
        }

        /** Represents a QueryAnswer. */
        class QueryAnswer implements IQueryAnswer {

            /**
             * Constructs a new QueryAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IQueryAnswer);

            /** QueryAnswer name. */
            public name: string;

            /** QueryAnswer type. */
            public type: string;

            /** QueryAnswer payload. */
            public payload: Uint8Array;

            /**
             * Creates a new QueryAnswer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns QueryAnswer instance
             */
            public static create(properties?: mokv.v1.IQueryAnswer): mokv.v1.QueryAnswer;

            /**
             * Encodes the specified QueryAnswer message. Does not implicitly {@link mokv.v1.QueryAnswer.verify|verify} messages.
             * @param message QueryAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IQueryAnswer, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a QueryAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns QueryAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.QueryAnswer;
        }

        /** Properties of a Round. */
        interface IRound {

            /** Round timeMs */
            timeMs?: (number|null);

            /** Round commands */
            commands?: (mokv.v1.ICommand[]|null);
        }

        /** Represents a Round. */
        class Round implements IRound {

            /**
             * Constructs a new Round.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRound);

            /** Round timeMs. */
            public timeMs: number;

            /** Round commands. */
            public commands: mokv.v1.ICommand[];

            /**
             * Creates a new Round instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Round instance
             */
            public static create(properties?: mokv.v1.IRound): mokv.v1.Round;

            /**
             * Encodes the specified Round message. Does not implicitly {@link mokv.v1.Round.verify|verify} messages.
             * @param message Round message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRound, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Round message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Round
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.Round;
        }

        /** Properties of a Command. */
        interface ICommand {

            /** Command set */
            set?: (mokv.v1.ISetCommand|null);

            /** Command delete */
            "delete"?: (mokv.v1.IDeleteCommand|null);

            /** Command deleteRange */
            deleteRange?: (mokv.v1.IDeleteRangeCommand|null);

            /** Command touch */
            touch?: (mokv.v1.ITouchCommand|null);

            /** Command txn */
            txn?: (mokv.v1.ITxnCommand|null);

            /** Command grantLease */
            grantLease?: (mokv.v1.IGrantLeaseCommand|null);

            /** Command keepLease */
            keepLease?: (mokv.v1.IKeepLeaseCommand|null);

            /** Command revokeLease */
            revokeLease?: (mokv.v1.IRevokeLeaseCommand|null);

            /** Command expire */
            expire?: (mokv.v1.IExpireCommand|null);

            /** Command stageRestore */
            stageRestore?: (mokv.v1.IStageRestoreCommand|null);

            /** Command finishRestore */
            finishRestore?: (mokv.v1.IFinishRestoreCommand|null);

            /** Command request */
            request?: (mokv.v1.IRequestKey|null);
        }

        /** Represents a Command. */
        class Command implements ICommand {

            /**
             * Constructs a new Command.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ICommand);

            /** Command set. */
            public set?: (mokv.v1.ISetCommand|null);

            /** Command delete. */
            public delete?: (mokv.v1.IDeleteCommand|null);

            /** Command deleteRange. */
            public deleteRange?: (mokv.v1.IDeleteRangeCommand|null);

            /** Command touch. */
            public touch?: (mokv.v1.ITouchCommand|null);

            /** Command txn. */
            public txn?: (mokv.v1.ITxnCommand|null);

            /** Command grantLease. */
            public grantLease?: (mokv.v1.IGrantLeaseCommand|null);

            /** Command keepLease. */
            public keepLease?: (mokv.v1.IKeepLeaseCommand|null);

            /** Command revokeLease. */
            public revokeLease?: (mokv.v1.IRevokeLeaseCommand|null);

            /** Command expire. */
            public expire?: (mokv.v1.IExpireCommand|null);

            /** Command stageRestore. */
            public stageRestore?: (mokv.v1.IStageRestoreCommand|null);

            /** Command finishRestore. */
            public finishRestore?: (mokv.v1.IFinishRestoreCommand|null);

            /** Command request. */
            public request?: (mokv.v1.IRequestKey|null);

            /** Command kind. */
            public kind?: ("set"|"delete"|"deleteRange"|"touch"|"txn"|"grantLease"|"keepLease"|"revokeLease"|"expire"|"stageRestore"|"finishRestore");

            /**
             * Creates a new Command instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Command instance
             */
            public static create(properties?: mokv.v1.ICommand): mokv.v1.Command;

            /**
             * Encodes the specified Command message. Does not implicitly {@link mokv.v1.Command.verify|verify} messages.
             * @param message Command message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ICommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Command message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Command
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.Command;
        }

        /** Properties of a RequestKey. */
        interface IRequestKey {

            /** RequestKey client */
            client?: (Uint8Array|null);

            /** RequestKey sequence */
            sequence?: (number|null);

            /** RequestKey firstOpen */
            firstOpen?: (number|null);

            /** RequestKey commandHash */
            commandHash?: (number|null);
        }

        /** Represents a RequestKey. */
        class RequestKey implements IRequestKey {

            /**
             * Constructs a new RequestKey.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRequestKey);

            /** RequestKey client. */
            public client: Uint8Array;

            /** RequestKey sequence. */
            public sequence: number;

            /** RequestKey firstOpen. */
            public firstOpen: number;

            /** RequestKey commandHash. */
            public commandHash: number;

            /**
             * Creates a new RequestKey instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RequestKey instance
             */
            public static create(properties?: mokv.v1.IRequestKey): mokv.v1.RequestKey;

            /**
             * Encodes the specified RequestKey message. Does not implicitly {@link mokv.v1.RequestKey.verify|verify} messages.
             * @param message RequestKey message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRequestKey, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RequestKey message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RequestKey
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RequestKey;
        }

        /** Properties of a WriteCondition. */
        interface IWriteCondition {

            /** WriteCondition absent */
            absent?: (boolean|null);

            /** WriteCondition revision */
            revision?: (number|null);

            /** WriteCondition value */
            value?: (Uint8Array|null);

            /** WriteCondition exists */
            exists?: (boolean|null);
        }

        /** Represents a WriteCondition. */
        class WriteCondition implements IWriteCondition {

            /**
             * Constructs a new WriteCondition.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IWriteCondition);

            /** WriteCondition absent. */
            public absent?: (boolean|null);

            /** WriteCondition revision. */
            public revision?: (number|null);

            /** WriteCondition value. */
            public value?: (Uint8Array|null);

            /** WriteCondition exists. */
            public exists?: (boolean|null);

            /** WriteCondition kind. */
            public kind?: ("absent"|"revision"|"value"|"exists");

            /**
             * Creates a new WriteCondition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WriteCondition instance
             */
            public static create(properties?: mokv.v1.IWriteCondition): mokv.v1.WriteCondition;

            /**
             * Encodes the specified WriteCondition message. Does not implicitly {@link mokv.v1.WriteCondition.verify|verify} messages.
             * @param message WriteCondition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IWriteCondition, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WriteCondition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns WriteCondition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.WriteCondition;
        }

        /** Properties of a SetCommand. */
        interface ISetCommand {

            /** SetCommand key */
            key?: (Uint8Array|null);

            /** SetCommand value */
            value?: (Uint8Array|null);

            /** SetCommand condition */
            condition?: (mokv.v1.IWriteCondition|null);

            /** SetCommand ttlMs */
            ttlMs?: (number|null);

            /** SetCommand keepTtl */
            keepTtl?: (boolean|null);

            /** SetCommand leaseId */
            leaseId?: (number|null);

            /** SetCommand returnPrevious */
            returnPrevious?: (boolean|null);
        }

        /** Represents a SetCommand. */
        class SetCommand implements ISetCommand {

            /**
             * Constructs a new SetCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISetCommand);

            /** SetCommand key. */
            public key: Uint8Array;

            /** SetCommand value. */
            public value: Uint8Array;

            /** SetCommand condition. */
            public condition?: (mokv.v1.IWriteCondition|null);

            /** SetCommand ttlMs. */
            public ttlMs: number;

            /** SetCommand keepTtl. */
            public keepTtl: boolean;

            /** SetCommand leaseId. */
            public leaseId: number;

            /** SetCommand returnPrevious. */
            public returnPrevious: boolean;

            /**
             * Creates a new SetCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SetCommand instance
             */
            public static create(properties?: mokv.v1.ISetCommand): mokv.v1.SetCommand;

            /**
             * Encodes the specified SetCommand message. Does not implicitly {@link mokv.v1.SetCommand.verify|verify} messages.
             * @param message SetCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISetCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SetCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SetCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SetCommand;
        }

        /** Properties of a DeleteCommand. */
        interface IDeleteCommand {

            /** DeleteCommand key */
            key?: (Uint8Array|null);

            /** DeleteCommand condition */
            condition?: (mokv.v1.IWriteCondition|null);

            /** DeleteCommand returnPrevious */
            returnPrevious?: (boolean|null);
        }

        /** Represents a DeleteCommand. */
        class DeleteCommand implements IDeleteCommand {

            /**
             * Constructs a new DeleteCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IDeleteCommand);

            /** DeleteCommand key. */
            public key: Uint8Array;

            /** DeleteCommand condition. */
            public condition?: (mokv.v1.IWriteCondition|null);

            /** DeleteCommand returnPrevious. */
            public returnPrevious: boolean;

            /**
             * Creates a new DeleteCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteCommand instance
             */
            public static create(properties?: mokv.v1.IDeleteCommand): mokv.v1.DeleteCommand;

            /**
             * Encodes the specified DeleteCommand message. Does not implicitly {@link mokv.v1.DeleteCommand.verify|verify} messages.
             * @param message DeleteCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IDeleteCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns DeleteCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.DeleteCommand;
        }

        /** Properties of a DeleteRangeCommand. */
        interface IDeleteRangeCommand {

            /** DeleteRangeCommand start */
            start?: (Uint8Array|null);

            /** DeleteRangeCommand end */
            end?: (Uint8Array|null);
        }

        /** Represents a DeleteRangeCommand. */
        class DeleteRangeCommand implements IDeleteRangeCommand {

            /**
             * Constructs a new DeleteRangeCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IDeleteRangeCommand);

            /** DeleteRangeCommand start. */
            public start: Uint8Array;

            /** DeleteRangeCommand end. */
            public end?: (Uint8Array|null);

            /**
             * Creates a new DeleteRangeCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRangeCommand instance
             */
            public static create(properties?: mokv.v1.IDeleteRangeCommand): mokv.v1.DeleteRangeCommand;

            /**
             * Encodes the specified DeleteRangeCommand message. Does not implicitly {@link mokv.v1.DeleteRangeCommand.verify|verify} messages.
             * @param message DeleteRangeCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IDeleteRangeCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRangeCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns DeleteRangeCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.DeleteRangeCommand;
        }

        /** Properties of a TouchCommand. */
        interface ITouchCommand {

            /** TouchCommand key */
            key?: (Uint8Array|null);

            /** TouchCommand condition */
            condition?: (mokv.v1.IWriteCondition|null);

            /** TouchCommand ttlMs */
            ttlMs?: (number|null);
        }

        /** Represents a TouchCommand. */
        class TouchCommand implements ITouchCommand {

            /**
             * Constructs a new TouchCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITouchCommand);

            /** TouchCommand key. */
            public key: Uint8Array;

            /** TouchCommand condition. */
            public condition?: (mokv.v1.IWriteCondition|null);

            /** TouchCommand ttlMs. */
            public ttlMs: number;

            /**
             * Creates a new TouchCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TouchCommand instance
             */
            public static create(properties?: mokv.v1.ITouchCommand): mokv.v1.TouchCommand;

            /**
             * Encodes the specified TouchCommand message. Does not implicitly {@link mokv.v1.TouchCommand.verify|verify} messages.
             * @param message TouchCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITouchCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TouchCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TouchCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TouchCommand;
        }

        /** Properties of a TxnCommand. */
        interface ITxnCommand {

            /** TxnCommand compares */
            compares?: (mokv.v1.ITxnCompare[]|null);

            /** TxnCommand success */
            success?: (mokv.v1.ITxnOperation[]|null);

            /** TxnCommand failure */
            failure?: (mokv.v1.ITxnOperation[]|null);
        }

        /** Represents a TxnCommand. */
        class TxnCommand implements ITxnCommand {

            /**
             * Constructs a new TxnCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITxnCommand);

            /** TxnCommand compares. */
            public compares: mokv.v1.ITxnCompare[];

            /** TxnCommand success. */
            public success: mokv.v1.ITxnOperation[];

            /** TxnCommand failure. */
            public failure: mokv.v1.ITxnOperation[];

            /**
             * Creates a new TxnCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TxnCommand instance
             */
            public static create(properties?: mokv.v1.ITxnCommand): mokv.v1.TxnCommand;

            /**
             * Encodes the specified TxnCommand message. Does not implicitly {@link mokv.v1.TxnCommand.verify|verify} messages.
             * @param message TxnCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITxnCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TxnCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TxnCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TxnCommand;
        }

        /** Properties of a TxnCompare. */
        interface ITxnCompare {

            /** TxnCompare key */
            key?: (Uint8Array|null);

            /** TxnCompare relation */
            relation?: (number|null);

            /** TxnCompare modRevision */
            modRevision?: (number|null);

            /** TxnCompare createRevision */
            createRevision?: (number|null);

            /** TxnCompare version */
            version?: (number|null);

            /** TxnCompare value */
            value?: (Uint8Array|null);
        }

        /** Represents a TxnCompare. */
        class TxnCompare implements ITxnCompare {

            /**
             * Constructs a new TxnCompare.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITxnCompare);

            /** TxnCompare key. */
            public key: Uint8Array;

            /** TxnCompare relation. */
            public relation: number;

            /** TxnCompare modRevision. */
            public modRevision?: (number|null);

            /** TxnCompare createRevision. */
            public createRevision?: (number|null);

            /** TxnCompare version. */
            public version?: (number|null);

            /** TxnCompare value. */
            public value?: (Uint8Array|null);

            /** TxnCompare target. */
            public target?: ("modRevision"|"createRevision"|"version"|"value");

            /**
             * Creates a new TxnCompare instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TxnCompare instance
             */
            public static create(properties?: mokv.v1.ITxnCompare): mokv.v1.TxnCompare;

            /**
             * Encodes the specified TxnCompare message. Does not implicitly {@link mokv.v1.TxnCompare.verify|verify} messages.
             * @param message TxnCompare message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITxnCompare, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TxnCompare message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TxnCompare
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TxnCompare;
        }

        /** Properties of a TxnOperation. */
        interface ITxnOperation {

            /** TxnOperation get */
            get?: (Uint8Array|null);

            /** TxnOperation set */
            set?: (mokv.v1.ISetCommand|null);

            /** TxnOperation delete */
            "delete"?: (mokv.v1.IDeleteCommand|null);

            /** TxnOperation deleteRange */
            deleteRange?: (mokv.v1.IDeleteRangeCommand|null);

            /** TxnOperation touch */
            touch?: (mokv.v1.ITouchCommand|null);
        }

        /** Represents a TxnOperation. */
        class TxnOperation implements ITxnOperation {

            /**
             * Constructs a new TxnOperation.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ITxnOperation);

            /** TxnOperation get. */
            public get?: (Uint8Array|null);

            /** TxnOperation set. */
            public set?: (mokv.v1.ISetCommand|null);

            /** TxnOperation delete. */
            public delete?: (mokv.v1.IDeleteCommand|null);

            /** TxnOperation deleteRange. */
            public deleteRange?: (mokv.v1.IDeleteRangeCommand|null);

            /** TxnOperation touch. */
            public touch?: (mokv.v1.ITouchCommand|null);

            /** TxnOperation kind. */
            public kind?: ("get"|"set"|"delete"|"deleteRange"|"touch");

            /**
             * Creates a new TxnOperation instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TxnOperation instance
             */
            public static create(properties?: mokv.v1.ITxnOperation): mokv.v1.TxnOperation;

            /**
             * Encodes the specified TxnOperation message. Does not implicitly {@link mokv.v1.TxnOperation.verify|verify} messages.
             * @param message TxnOperation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ITxnOperation, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TxnOperation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns TxnOperation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.TxnOperation;
        }

        /** Properties of a GrantLeaseCommand. */
        interface IGrantLeaseCommand {

            /** GrantLeaseCommand ttlMs */
            ttlMs?: (number|null);

            /** GrantLeaseCommand owner */
            owner?: (Uint8Array|null);
        }

        /** Represents a GrantLeaseCommand. */
        class GrantLeaseCommand implements IGrantLeaseCommand {

            /**
             * Constructs a new GrantLeaseCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IGrantLeaseCommand);

            /** GrantLeaseCommand ttlMs. */
            public ttlMs: number;

            /** GrantLeaseCommand owner. */
            public owner: Uint8Array;

            /**
             * Creates a new GrantLeaseCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GrantLeaseCommand instance
             */
            public static create(properties?: mokv.v1.IGrantLeaseCommand): mokv.v1.GrantLeaseCommand;

            /**
             * Encodes the specified GrantLeaseCommand message. Does not implicitly {@link mokv.v1.GrantLeaseCommand.verify|verify} messages.
             * @param message GrantLeaseCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IGrantLeaseCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GrantLeaseCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns GrantLeaseCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.GrantLeaseCommand;
        }

        /** Properties of a KeepLeaseCommand. */
        interface IKeepLeaseCommand {

            /** KeepLeaseCommand leaseId */
            leaseId?: (number|null);
        }

        /** Represents a KeepLeaseCommand. */
        class KeepLeaseCommand implements IKeepLeaseCommand {

            /**
             * Constructs a new KeepLeaseCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IKeepLeaseCommand);

            /** KeepLeaseCommand leaseId. */
            public leaseId: number;

            /**
             * Creates a new KeepLeaseCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeepLeaseCommand instance
             */
            public static create(properties?: mokv.v1.IKeepLeaseCommand): mokv.v1.KeepLeaseCommand;

            /**
             * Encodes the specified KeepLeaseCommand message. Does not implicitly {@link mokv.v1.KeepLeaseCommand.verify|verify} messages.
             * @param message KeepLeaseCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IKeepLeaseCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeepLeaseCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns KeepLeaseCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.KeepLeaseCommand;
        }

        /** Properties of a RevokeLeaseCommand. */
        interface IRevokeLeaseCommand {

            /** RevokeLeaseCommand leaseId */
            leaseId?: (number|null);
        }

        /** Represents a RevokeLeaseCommand. */
        class RevokeLeaseCommand implements IRevokeLeaseCommand {

            /**
             * Constructs a new RevokeLeaseCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRevokeLeaseCommand);

            /** RevokeLeaseCommand leaseId. */
            public leaseId: number;

            /**
             * Creates a new RevokeLeaseCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RevokeLeaseCommand instance
             */
            public static create(properties?: mokv.v1.IRevokeLeaseCommand): mokv.v1.RevokeLeaseCommand;

            /**
             * Encodes the specified RevokeLeaseCommand message. Does not implicitly {@link mokv.v1.RevokeLeaseCommand.verify|verify} messages.
             * @param message RevokeLeaseCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRevokeLeaseCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RevokeLeaseCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RevokeLeaseCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RevokeLeaseCommand;
        }

        /** Properties of an ExpireCommand. */
        interface IExpireCommand {

            /** ExpireCommand keysMax */
            keysMax?: (number|null);
        }

        /** Represents an ExpireCommand. */
        class ExpireCommand implements IExpireCommand {

            /**
             * Constructs a new ExpireCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IExpireCommand);

            /** ExpireCommand keysMax. */
            public keysMax: number;

            /**
             * Creates a new ExpireCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExpireCommand instance
             */
            public static create(properties?: mokv.v1.IExpireCommand): mokv.v1.ExpireCommand;

            /**
             * Encodes the specified ExpireCommand message. Does not implicitly {@link mokv.v1.ExpireCommand.verify|verify} messages.
             * @param message ExpireCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IExpireCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExpireCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ExpireCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.ExpireCommand;
        }

        /** Properties of a StageRestoreCommand. */
        interface IStageRestoreCommand {

            /** StageRestoreCommand restoreId */
            restoreId?: (Uint8Array|null);

            /** StageRestoreCommand keys */
            keys?: (mokv.v1.IStagedKey[]|null);
        }

        /** Represents a StageRestoreCommand. */
        class StageRestoreCommand implements IStageRestoreCommand {

            /**
             * Constructs a new StageRestoreCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStageRestoreCommand);

            /** StageRestoreCommand restoreId. */
            public restoreId: Uint8Array;

            /** StageRestoreCommand keys. */
            public keys: mokv.v1.IStagedKey[];

            /**
             * Creates a new StageRestoreCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StageRestoreCommand instance
             */
            public static create(properties?: mokv.v1.IStageRestoreCommand): mokv.v1.StageRestoreCommand;

            /**
             * Encodes the specified StageRestoreCommand message. Does not implicitly {@link mokv.v1.StageRestoreCommand.verify|verify} messages.
             * @param message StageRestoreCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStageRestoreCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StageRestoreCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StageRestoreCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StageRestoreCommand;
        }

        /** Properties of a StagedKey. */
        interface IStagedKey {

            /** StagedKey key */
            key?: (Uint8Array|null);

            /** StagedKey value */
            value?: (Uint8Array|null);

            /** StagedKey expiresAtMs */
            expiresAtMs?: (number|null);
        }

        /** Represents a StagedKey. */
        class StagedKey implements IStagedKey {

            /**
             * Constructs a new StagedKey.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IStagedKey);

            /** StagedKey key. */
            public key: Uint8Array;

            /** StagedKey value. */
            public value: Uint8Array;

            /** StagedKey expiresAtMs. */
            public expiresAtMs: number;

            /**
             * Creates a new StagedKey instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StagedKey instance
             */
            public static create(properties?: mokv.v1.IStagedKey): mokv.v1.StagedKey;

            /**
             * Encodes the specified StagedKey message. Does not implicitly {@link mokv.v1.StagedKey.verify|verify} messages.
             * @param message StagedKey message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IStagedKey, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StagedKey message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns StagedKey
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.StagedKey;
        }

        /** Properties of a FinishRestoreCommand. */
        interface IFinishRestoreCommand {

            /** FinishRestoreCommand restoreId */
            restoreId?: (Uint8Array|null);

            /** FinishRestoreCommand keys */
            keys?: (number|null);

            /** FinishRestoreCommand revision */
            revision?: (number|null);
        }

        /** Represents a FinishRestoreCommand. */
        class FinishRestoreCommand implements IFinishRestoreCommand {

            /**
             * Constructs a new FinishRestoreCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IFinishRestoreCommand);

            /** FinishRestoreCommand restoreId. */
            public restoreId: Uint8Array;

            /** FinishRestoreCommand keys. */
            public keys: number;

            /** FinishRestoreCommand revision. */
            public revision: number;

            /**
             * Creates a new FinishRestoreCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FinishRestoreCommand instance
             */
            public static create(properties?: mokv.v1.IFinishRestoreCommand): mokv.v1.FinishRestoreCommand;

            /**
             * Encodes the specified FinishRestoreCommand message. Does not implicitly {@link mokv.v1.FinishRestoreCommand.verify|verify} messages.
             * @param message FinishRestoreCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IFinishRestoreCommand, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FinishRestoreCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns FinishRestoreCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.FinishRestoreCommand;
        }

        /** Properties of a SnapshotRecord. */
        interface ISnapshotRecord {

            /** SnapshotRecord key */
            key?: (Uint8Array|null);

            /** SnapshotRecord value */
            value?: (Uint8Array|null);

            /** SnapshotRecord createRevision */
            createRevision?: (number|null);

            /** SnapshotRecord modRevision */
            modRevision?: (number|null);

            /** SnapshotRecord version */
            version?: (number|null);

            /** SnapshotRecord expiresAtMs */
            expiresAtMs?: (number|null);

            /** SnapshotRecord leaseId */
            leaseId?: (number|null);

            /** SnapshotRecord header */
            header?: (mokv.v1.ISnapshotHeader|null);

            /** SnapshotRecord lease */
            lease?: (mokv.v1.ISnapshotLease|null);

            /** SnapshotRecord client */
            client?: (mokv.v1.ISnapshotClient|null);

            /** SnapshotRecord staged */
            staged?: (mokv.v1.IStagedKey|null);
        }

        /** Represents a SnapshotRecord. */
        class SnapshotRecord implements ISnapshotRecord {

            /**
             * Constructs a new SnapshotRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISnapshotRecord);

            /** SnapshotRecord key. */
            public key: Uint8Array;

            /** SnapshotRecord value. */
            public value: Uint8Array;

            /** SnapshotRecord createRevision. */
            public createRevision: number;

            /** SnapshotRecord modRevision. */
            public modRevision: number;

            /** SnapshotRecord version. */
            public version: number;

            /** SnapshotRecord expiresAtMs. */
            public expiresAtMs: number;

            /** SnapshotRecord leaseId. */
            public leaseId: number;

            /** SnapshotRecord header. */
            public header?: (mokv.v1.ISnapshotHeader|null);

            /** SnapshotRecord lease. */
            public lease?: (mokv.v1.ISnapshotLease|null);

            /** SnapshotRecord client. */
            public client?: (mokv.v1.ISnapshotClient|null);

            /** SnapshotRecord staged. */
            public staged?: (mokv.v1.IStagedKey|null);

            /**
             * Creates a new SnapshotRecord instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotRecord instance
             */
            public static create(properties?: mokv.v1.ISnapshotRecord): mokv.v1.SnapshotRecord;

            /**
             * Encodes the specified SnapshotRecord message. Does not implicitly {@link mokv.v1.SnapshotRecord.verify|verify} messages.
             * @param message SnapshotRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISnapshotRecord, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SnapshotRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SnapshotRecord;
        }

        /** Properties of a SnapshotHeader. */
        interface ISnapshotHeader {

            /** SnapshotHeader format */
            format?: (number|null);

            /** SnapshotHeader revision */
            revision?: (number|null);

            /** SnapshotHeader keys */
            keys?: (number|null);

            /** SnapshotHeader appliedHash */
            appliedHash?: (number|null);

            /** SnapshotHeader timeMs */
            timeMs?: (number|null);

            /** SnapshotHeader lastLeaseId */
            lastLeaseId?: (number|null);

            /** SnapshotHeader leases */
            leases?: (number|null);

            /** SnapshotHeader clients */
            clients?: (number|null);

            /** SnapshotHeader staged */
            staged?: (number|null);

            /** SnapshotHeader restoreId */
            restoreId?: (Uint8Array|null);
        }

        /** Represents a SnapshotHeader. */
        class SnapshotHeader implements ISnapshotHeader {

            /**
             * Constructs a new SnapshotHeader.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISnapshotHeader);

            /** SnapshotHeader format. */
            public format: number;

            /** SnapshotHeader revision. */
            public revision: number;

            /** SnapshotHeader keys. */
            public keys: number;

            /** SnapshotHeader appliedHash. */
            public appliedHash: number;

            /** SnapshotHeader timeMs. */
            public timeMs: number;

            /** SnapshotHeader lastLeaseId. */
            public lastLeaseId: number;

            /** SnapshotHeader leases. */
            public leases: number;

            /** SnapshotHeader clients. */
            public clients: number;

            /** SnapshotHeader staged. */
            public staged: number;

            /** SnapshotHeader restoreId. */
            public restoreId: Uint8Array;

            /**
             * Creates a new SnapshotHeader instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotHeader instance
             */
            public static create(properties?: mokv.v1.ISnapshotHeader): mokv.v1.SnapshotHeader;

            /**
             * Encodes the specified SnapshotHeader message. Does not implicitly {@link mokv.v1.SnapshotHeader.verify|verify} messages.
             * @param message SnapshotHeader message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISnapshotHeader, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotHeader message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SnapshotHeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SnapshotHeader;
        }

        /** Properties of a SnapshotLease. */
        interface ISnapshotLease {

            /** SnapshotLease id */
            id?: (number|null);

            /** SnapshotLease owner */
            owner?: (Uint8Array|null);

            /** SnapshotLease ttlMs */
            ttlMs?: (number|null);

            /** SnapshotLease expiresAtMs */
            expiresAtMs?: (number|null);
        }

        /** Represents a SnapshotLease. */
        class SnapshotLease implements ISnapshotLease {

            /**
             * Constructs a new SnapshotLease.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISnapshotLease);

            /** SnapshotLease id. */
            public id: number;

            /** SnapshotLease owner. */
            public owner: Uint8Array;

            /** SnapshotLease ttlMs. */
            public ttlMs: number;

            /** SnapshotLease expiresAtMs. */
            public expiresAtMs: number;

            /**
             * Creates a new SnapshotLease instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotLease instance
             */
            public static create(properties?: mokv.v1.ISnapshotLease): mokv.v1.SnapshotLease;

            /**
             * Encodes the specified SnapshotLease message. Does not implicitly {@link mokv.v1.SnapshotLease.verify|verify} messages.
             * @param message SnapshotLease message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISnapshotLease, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotLease message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SnapshotLease
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SnapshotLease;
        }

        /** Properties of a SnapshotClient. */
        interface ISnapshotClient {

            /** SnapshotClient client */
            client?: (Uint8Array|null);

            /** SnapshotClient firstOpen */
            firstOpen?: (number|null);

            /** SnapshotClient requests */
            requests?: (mokv.v1.ISnapshotRequest[]|null);

            /** SnapshotClient seenMs */
            seenMs?: (number|null);
        }

        /** Represents a SnapshotClient. */
        class SnapshotClient implements ISnapshotClient {

            /**
             * Constructs a new SnapshotClient.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISnapshotClient);

            /** SnapshotClient client. */
            public client: Uint8Array;

            /** SnapshotClient firstOpen. */
            public firstOpen: number;

            /** SnapshotClient requests. */
            public requests: mokv.v1.ISnapshotRequest[];

            /** SnapshotClient seenMs. */
            public seenMs: number;

            /**
             * Creates a new SnapshotClient instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotClient instance
             */
            public static create(properties?: mokv.v1.ISnapshotClient): mokv.v1.SnapshotClient;

            /**
             * Encodes the specified SnapshotClient message. Does not implicitly {@link mokv.v1.SnapshotClient.verify|verify} messages.
             * @param message SnapshotClient message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISnapshotClient, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotClient message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SnapshotClient
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SnapshotClient;
        }

        /** Properties of a SnapshotRequest. */
        interface ISnapshotRequest {

            /** SnapshotRequest sequence */
            sequence?: (number|null);

            /** SnapshotRequest commandHash */
            commandHash?: (number|null);

            /** SnapshotRequest outcome */
            outcome?: (mokv.v1.IRememberedOutcome|null);
        }

        /** Represents a SnapshotRequest. */
        class SnapshotRequest implements ISnapshotRequest {

            /**
             * Constructs a new SnapshotRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.ISnapshotRequest);

            /** SnapshotRequest sequence. */
            public sequence: number;

            /** SnapshotRequest commandHash. */
            public commandHash: number;

            /** SnapshotRequest outcome. */
            public outcome?: (mokv.v1.IRememberedOutcome|null);

            /**
             * Creates a new SnapshotRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotRequest instance
             */
            public static create(properties?: mokv.v1.ISnapshotRequest): mokv.v1.SnapshotRequest;

            /**
             * Encodes the specified SnapshotRequest message. Does not implicitly {@link mokv.v1.SnapshotRequest.verify|verify} messages.
             * @param message SnapshotRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.ISnapshotRequest, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns SnapshotRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.SnapshotRequest;
        }

        /** Properties of a RememberedOutcome. */
        interface IRememberedOutcome {

            /** RememberedOutcome revision */
            revision?: (number|null);

            /** RememberedOutcome set */
            set?: (boolean|null);

            /** RememberedOutcome delete */
            "delete"?: (boolean|null);

            /** RememberedOutcome deleteRange */
            deleteRange?: (number|null);

            /** RememberedOutcome touch */
            touch?: (number|null);

            /** RememberedOutcome txn */
            txn?: (mokv.v1.IRememberedTxn|null);

            /** RememberedOutcome lease */
            lease?: (mokv.v1.IRememberedLease|null);

            /** RememberedOutcome revoked */
            revoked?: (number|null);

            /** RememberedOutcome expired */
            expired?: (number|null);

            /** RememberedOutcome staged */
            staged?: (number|null);

            /** RememberedOutcome restored */
            restored?: (number|null);

            /** RememberedOutcome rejected */
            rejected?: (string|null);

            /** RememberedOutcome conditionFailed */
            conditionFailed?: (boolean|null);

            /** RememberedOutcome notFound */
            notFound?: (string|null);

            /** RememberedOutcome previous */
            previous?: (mokv.v1.IRememberedItem|null);
        }

        /** Represents a RememberedOutcome. */
        class RememberedOutcome implements IRememberedOutcome {

            /**
             * Constructs a new RememberedOutcome.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRememberedOutcome);

            /** RememberedOutcome revision. */
            public revision: number;

            /** RememberedOutcome set. */
            public set?: (boolean|null);

            /** RememberedOutcome delete. */
            public delete?: (boolean|null);

            /** RememberedOutcome deleteRange. */
            public deleteRange?: (number|null);

            /** RememberedOutcome touch. */
            public touch?: (number|null);

            /** RememberedOutcome txn. */
            public txn?: (mokv.v1.IRememberedTxn|null);

            /** RememberedOutcome lease. */
            public lease?: (mokv.v1.IRememberedLease|null);

            /** RememberedOutcome revoked. */
            public revoked?: (number|null);

            /** RememberedOutcome expired. */
            public expired?: (number|null);

            /** RememberedOutcome staged. */
            public staged?: (number|null);

            /** RememberedOutcome restored. */
            public restored?: (number|null);

            /** RememberedOutcome rejected. */
            public rejected?: (string|null);

            /** RememberedOutcome conditionFailed. */
            public conditionFailed?: (boolean|null);

            /** RememberedOutcome notFound. */
            public notFound?: (string|null);

            /** RememberedOutcome previous. */
            public previous?: (mokv.v1.IRememberedItem|null);

            /** RememberedOutcome kind. */
            public kind?: ("set"|"delete"|"deleteRange"|"touch"|"txn"|"lease"|"revoked"|"expired"|"staged"|"restored"|"rejected"|"conditionFailed"|"notFound");

            /**
             * Creates a new RememberedOutcome instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RememberedOutcome instance
             */
            public static create(properties?: mokv.v1.IRememberedOutcome): mokv.v1.RememberedOutcome;

            /**
             * Encodes the specified RememberedOutcome message. Does not implicitly {@link mokv.v1.RememberedOutcome.verify|verify} messages.
             * @param message RememberedOutcome message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRememberedOutcome, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RememberedOutcome message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RememberedOutcome
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RememberedOutcome;
        }

        /** Properties of a RememberedLease. */
        interface IRememberedLease {

            /** RememberedLease id */
            id?: (number|null);

            /** RememberedLease ttlMs */
            ttlMs?: (number|null);
        }

        /** Represents a RememberedLease. */
        class RememberedLease implements IRememberedLease {

            /**
             * Constructs a new RememberedLease.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRememberedLease);

            /** RememberedLease id. */
            public id: number;

            /** RememberedLease ttlMs. */
            public ttlMs: number;

            /**
             * Creates a new RememberedLease instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RememberedLease instance
             */
            public static create(properties?: mokv.v1.IRememberedLease): mokv.v1.RememberedLease;

            /**
             * Encodes the specified RememberedLease message. Does not implicitly {@link mokv.v1.RememberedLease.verify|verify} messages.
             * @param message RememberedLease message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRememberedLease, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RememberedLease message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RememberedLease
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RememberedLease;
        }

        /** Properties of a RememberedItem. */
        interface IRememberedItem {

            /** RememberedItem value */
            value?: (Uint8Array|null);

            /** RememberedItem createRevision */
            createRevision?: (number|null);

            /** RememberedItem modRevision */
            modRevision?: (number|null);

            /** RememberedItem version */
            version?: (number|null);

            /** RememberedItem expiresAtMs */
            expiresAtMs?: (number|null);

            /** RememberedItem leaseId */
            leaseId?: (number|null);
        }

        /** Represents a RememberedItem. */
        class RememberedItem implements IRememberedItem {

            /**
             * Constructs a new RememberedItem.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRememberedItem);

            /** RememberedItem value. */
            public value: Uint8Array;

            /** RememberedItem createRevision. */
            public createRevision: number;

            /** RememberedItem modRevision. */
            public modRevision: number;

            /** RememberedItem version. */
            public version: number;

            /** RememberedItem expiresAtMs. */
            public expiresAtMs: number;

            /** RememberedItem leaseId. */
            public leaseId: number;

            /**
             * Creates a new RememberedItem instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RememberedItem instance
             */
            public static create(properties?: mokv.v1.IRememberedItem): mokv.v1.RememberedItem;

            /**
             * Encodes the specified RememberedItem message. Does not implicitly {@link mokv.v1.RememberedItem.verify|verify} messages.
             * @param message RememberedItem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRememberedItem, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RememberedItem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RememberedItem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RememberedItem;
        }

        /** Properties of a RememberedTxn. */
        interface IRememberedTxn {

            /** RememberedTxn succeeded */
            succeeded?: (boolean|null);

            /** RememberedTxn results */
            results?: (mokv.v1.IRememberedResult[]|null);
        }

        /** Represents a RememberedTxn. */
        class RememberedTxn implements IRememberedTxn {

            /**
             * Constructs a new RememberedTxn.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRememberedTxn);

            /** RememberedTxn succeeded. */
            public succeeded: boolean;

            /** RememberedTxn results. */
            public results: mokv.v1.IRememberedResult[];

            /**
             * Creates a new RememberedTxn instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RememberedTxn instance
             */
            public static create(properties?: mokv.v1.IRememberedTxn): mokv.v1.RememberedTxn;

            /**
             * Encodes the specified RememberedTxn message. Does not implicitly {@link mokv.v1.RememberedTxn.verify|verify} messages.
             * @param message RememberedTxn message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRememberedTxn, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RememberedTxn message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RememberedTxn
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RememberedTxn;
        }

        /** Properties of a RememberedResult. */
        interface IRememberedResult {

            /** RememberedResult get */
            get?: (mokv.v1.IRememberedItem|null);

            /** RememberedResult write */
            write?: (mokv.v1.IRememberedOutcome|null);

            /** RememberedResult absent */
            absent?: (boolean|null);
        }

        /** Represents a RememberedResult. */
        class RememberedResult implements IRememberedResult {

            /**
             * Constructs a new RememberedResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: mokv.v1.IRememberedResult);

            /** RememberedResult get. */
            public get?: (mokv.v1.IRememberedItem|null);

            /** RememberedResult write. */
            public write?: (mokv.v1.IRememberedOutcome|null);

            /** RememberedResult absent. */
            public absent?: (boolean|null);

            /** RememberedResult kind. */
            public kind?: ("get"|"write"|"absent");

            /**
             * Creates a new RememberedResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RememberedResult instance
             */
            public static create(properties?: mokv.v1.IRememberedResult): mokv.v1.RememberedResult;

            /**
             * Encodes the specified RememberedResult message. Does not implicitly {@link mokv.v1.RememberedResult.verify|verify} messages.
             * @param message RememberedResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: mokv.v1.IRememberedResult, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RememberedResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns RememberedResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): mokv.v1.RememberedResult;
        }
    }
}

/** Namespace grpc. */
export namespace grpc {

    /** Namespace health. */
    namespace health {

        /** Namespace v1. */
        namespace v1 {

            /** Properties of a HealthCheckRequest. */
            interface IHealthCheckRequest {

                /** HealthCheckRequest service */
                service?: (string|null);
            }

            /** Represents a HealthCheckRequest. */
            class HealthCheckRequest implements IHealthCheckRequest {

                /**
                 * Constructs a new HealthCheckRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.IHealthCheckRequest);

                /** HealthCheckRequest service. */
                public service: string;

                /**
                 * Creates a new HealthCheckRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HealthCheckRequest instance
                 */
                public static create(properties?: grpc.health.v1.IHealthCheckRequest): grpc.health.v1.HealthCheckRequest;

                /**
                 * Encodes the specified HealthCheckRequest message. Does not implicitly {@link grpc.health.v1.HealthCheckRequest.verify|verify} messages.
                 * @param message HealthCheckRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: grpc.health.v1.IHealthCheckRequest, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns HealthCheckRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckRequest;
            }

            /** Properties of a HealthCheckResponse. */
            interface IHealthCheckResponse {

                /** HealthCheckResponse status */
                status?: (grpc.health.v1.HealthCheckResponse.ServingStatus|null);
            }

            /** Represents a HealthCheckResponse. */
            class HealthCheckResponse implements IHealthCheckResponse {

                /**
                 * Constructs a new HealthCheckResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.IHealthCheckResponse);

                /** HealthCheckResponse status. */
                public status: grpc.health.v1.HealthCheckResponse.ServingStatus;

                /**
                 * Creates a new HealthCheckResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HealthCheckResponse instance
                 */
                public static create(properties?: grpc.health.v1.IHealthCheckResponse): grpc.health.v1.HealthCheckResponse;

                /**
                 * Encodes the specified HealthCheckResponse message. Does not implicitly {@link grpc.health.v1.HealthCheckResponse.verify|verify} messages.
                 * @param message HealthCheckResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                public static encode(message: grpc.health.v1.IHealthCheckResponse, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns HealthCheckResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckResponse;
            }

            namespace HealthCheckResponse {

                /** ServingStatus enum. */
                enum ServingStatus {
                    UNKNOWN = 0,
                    SERVING = 1,
                    NOT_SERVING = 2,
                    SERVICE_UNKNOWN = 3
                }
            }
        }
    }
}

/** Namespace google. */
export namespace google {

    /** Namespace protobuf. */
    namespace protobuf {

        /** Properties of an Empty. */
        interface IEmpty {
        }

        /** Represents an Empty. */
        class Empty implements IEmpty {

            /**
             * Constructs a new Empty.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.IEmpty);

            /**
             * Creates a new Empty instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Empty instance
             */
            public static create(properties?: google.protobuf.IEmpty): google.protobuf.Empty;

            /**
             * Encodes the specified Empty message. Does not implicitly {@link google.protobuf.Empty.verify|verify} messages.
             * @param message Empty message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: google.protobuf.IEmpty, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Empty message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Empty
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Empty;
        }

        /** Properties of an Any. */
        interface IAny {

            /** Any type_url */
            type_url?: (string|null);

            /** Any value */
            value?: (Uint8Array|null);
        }

        /** Represents an Any. */
        class Any implements IAny {

            /**
             * Constructs a new Any.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.IAny);

            /** Any type_url. */
            public type_url: string;

            /** Any value. */
            public value: Uint8Array;

            /**
             * Creates a new Any instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Any instance
             */
            public static create(properties?: google.protobuf.IAny): google.protobuf.Any;

            /**
             * Encodes the specified Any message. Does not implicitly {@link google.protobuf.Any.verify|verify} messages.
             * @param message Any message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: google.protobuf.IAny, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Any message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Any
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Any;
        }
    }

    /** Namespace rpc. */
    namespace rpc {

        /** Properties of a Status. */
        interface IStatus {

            /** Status code */
            code?: (number|null);

            /** Status message */
            message?: (string|null);

            /** Status details */
            details?: (google.protobuf.IAny[]|null);
        }

        /** Represents a Status. */
        class Status implements IStatus {

            /**
             * Constructs a new Status.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.rpc.IStatus);

            /** Status code. */
            public code: number;

            /** Status message. */
            public message: string;

            /** Status details. */
            public details: google.protobuf.IAny[];

            /**
             * Creates a new Status instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Status instance
             */
            public static create(properties?: google.rpc.IStatus): google.rpc.Status;

            /**
             * Encodes the specified Status message. Does not implicitly {@link google.rpc.Status.verify|verify} messages.
             * @param message Status message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: google.rpc.IStatus, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Status message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns Status
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.rpc.Status;
        }

        /** Properties of an ErrorInfo. */
        interface IErrorInfo {

            /** ErrorInfo reason */
            reason?: (string|null);

            /** ErrorInfo domain */
            domain?: (string|null);

            /** ErrorInfo metadata */
            metadata?: ({ [k: string]: string }|null);
        }

        /** Represents an ErrorInfo. */
        class ErrorInfo implements IErrorInfo {

            /**
             * Constructs a new ErrorInfo.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.rpc.IErrorInfo);

            /** ErrorInfo reason. */
            public reason: string;

            /** ErrorInfo domain. */
            public domain: string;

            /** ErrorInfo metadata. */
            public metadata: { [k: string]: string };

            /**
             * Creates a new ErrorInfo instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ErrorInfo instance
             */
            public static create(properties?: google.rpc.IErrorInfo): google.rpc.ErrorInfo;

            /**
             * Encodes the specified ErrorInfo message. Does not implicitly {@link google.rpc.ErrorInfo.verify|verify} messages.
             * @param message ErrorInfo message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            public static encode(message: google.rpc.IErrorInfo, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ErrorInfo message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns ErrorInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            public static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.rpc.ErrorInfo;
        }
    }
}
